package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LateSynchronizations}.
 */
@ExtendWith({ OutputCaptureExtension.class, CleanThread.class })
class LateSynchronizationsTests {

	private final List<String> calls = new ArrayList<>();

	private final FakeSession session = new FakeSession(null).inTransaction();

	private final LateSynchronizations late = new LateSynchronizations(
			new SpringTransactions(new FakeSession.Finder()));

	@BeforeEach
	void begin() {
		TransactionSynchronizationManager.initSynchronization();
	}

	@Test
	void synchronizationsThatListenersRegisterAreCalledOnceEach() {
		register("earlier");
		deliver(() -> {
			register("first");
			register("second");
		});
		assertThat(this.late.callMissed(true)).isTrue();
		assertThat(this.calls).containsExactly("first beforeCommit true", "second beforeCommit true",
				"first beforeCompletion", "second beforeCompletion");
		assertThat(this.late.callMissed(true)).isFalse();
		assertThat(this.calls).hasSize(4);
	}

	@Test
	void completionIsLeftToSpringWhereItIsYetToCome() {
		deliver(() -> register("late"));
		assertThat(this.late.callMissedBeforeCommit(false)).isTrue();
		assertThat(this.late.callMissedBeforeCommit(false)).isFalse();
		assertThat(this.calls).containsExactly("late beforeCommit false");
	}

	@Test
	void synchronizationsThatSpringCallsAreNotCalledAgain() {
		deliver(() -> register("late"));
		springCalls(true, true);
		this.calls.clear();
		assertThat(this.late.callMissed(false)).isFalse();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void completionThatSpringMissesAfterItHasCalledBeforeTheCommitIsMadeUpFor() {
		deliver(() -> register("late"));
		springCalls(true, false);
		this.calls.clear();
		assertThat(this.late.callMissed(false)).isTrue();
		assertThat(this.calls).containsExactly("late beforeCompletion");
	}

	@Test
	void theyAreTheFirstThatSpringCallsSoThatNoFailureHidesTheCall() {
		deliver(() -> register("late"));
		assertThat(registered()).singleElement()
			.extracting(RegisteredSynchronizations::getOrder)
			.isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	@Test
	void deliveryThatRegistersNothingLeavesNothing() {
		register("earlier");
		deliver(() -> {
		});
		assertThat(registered()).isEmpty();
		assertThat(this.late.callMissed(false)).isFalse();
		assertThat(this.late.callMissedBeforeCommit(false)).isFalse();
	}

	@Test
	void deliveryWithinAnotherHasSeenToItsOwn() {
		deliver(() -> {
			register("outer");
			deliver(() -> register("inner"));
		});
		this.late.callMissed(false);
		assertThat(this.calls).containsOnlyOnce("inner beforeCommit false", "outer beforeCommit false",
				"inner beforeCompletion", "outer beforeCompletion");
		assertThat(this.calls).hasSize(4);
		assertThat(registered()).hasSize(2);
	}

	@Test
	void deliveryAroundOneThatSawToAllRegistersNothing() {
		deliver(() -> deliver(() -> register("inner")));
		assertThat(registered()).hasSize(1);
	}

	@Test
	void synchronizationThatIsRegisteredByACallIsNotCalledUntilSomebodySeesToIt() {
		deliver(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				deliver(() -> register("later"));
			}

		}));
		assertThat(this.late.callMissed(false)).isTrue();
		assertThat(this.calls).doesNotContain("later beforeCommit false");
		assertThat(this.late.callMissed(false)).isTrue();
		assertThat(this.calls).containsExactly("later beforeCommit false", "later beforeCompletion");
	}

	@Test
	void failureBeforeTheCommitPassesAndTheRestIsNotCalled() {
		deliver(() -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					throw new IllegalStateException("listener");
				}

			});
			register("next");
		});
		assertThatIllegalStateException().isThrownBy(() -> this.late.callMissed(false)).withMessage("listener");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void failureBeforeTheCompletionIsLoggedAsSpringDoesIt(CapturedOutput output) {
		deliver(() -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCompletion() {
					throw new IllegalStateException("listener");
				}

			});
			register("next");
		});
		this.late.callMissed(false);
		assertThat(this.calls).containsExactly("next beforeCommit false", "next beforeCompletion");
		assertThat(output).contains("TransactionSynchronization.beforeCompletion threw exception").contains("listener");
	}

	@Test
	void transactionThatSpringLeavesAloneIsRolledBack() {
		this.late.registerForRollback(this.session, true);
		complete(TransactionSynchronization.STATUS_UNKNOWN);
		assertThat(this.session.calls("rollback")).hasSize(1);
	}

	@Test
	void transactionThatHasCommittedIsNot() {
		this.late.registerForRollback(this.session, true);
		complete(TransactionSynchronization.STATUS_COMMITTED);
		assertThat(this.session.calls("rollback")).isEmpty();
	}

	@Test
	void applicationsOwnTransactionIsNot() {
		this.late.registerForRollback(this.session, false);
		complete(TransactionSynchronization.STATUS_ROLLED_BACK);
		assertThat(this.session.calls("rollback")).isEmpty();
	}

	@Test
	void transactionIsNotWhereThatOfAnotherUnitIsRolledBackWithinIt() {
		for (String unit : List.of("first", "second")) {
			TransactionSynchronizationManager.bindResource(unit,
					FakeSessionHolder.inTransaction(new FakeSession(null)));
		}
		this.late.registerForRollback(this.session, true);
		complete(TransactionSynchronization.STATUS_ROLLED_BACK);
		assertThat(this.session.calls("rollback")).isEmpty();
	}

	@Test
	void nothingIsDoneWithoutATransaction() {
		TransactionSynchronizationManager.clearSynchronization();
		assertThat(this.late.isAny()).isFalse();
		this.late.registerForRollback(this.session, true);
		deliver(() -> {
		});
		assertThat(this.late.callMissed(false)).isFalse();
	}

	@Test
	void synchronizationsThatDoNothingBeforeTheEndNeedNotBeSeenTo() {
		deliver(() -> {
			register("first");
			register("second");
		}, 2);
		assertThat(registered()).isEmpty();
		assertThat(this.late.callMissed(false)).isFalse();
		deliver(() -> {
			register("third");
			register("fourth");
		}, 1);
		assertThat(this.late.callMissed(false)).isTrue();
		assertThat(this.calls).contains("third beforeCommit false", "fourth beforeCommit false");
	}

	@Test
	void whereThereAreManyOneStandsForAllThatComeAfterIt() {
		registerMany();
		deliver(() -> register("first"));
		deliver(() -> register("second"));
		assertThat(registered()).hasSize(1);
		springCalls(true, true);
		assertThat(this.calls).containsOnlyOnce("first beforeCommit false", "second beforeCommit false");
		this.calls.clear();
		deliver(() -> register("late"));
		assertThat(this.late.callMissed(false)).isTrue();
		assertThat(this.calls).containsExactly("late beforeCommit false", "late beforeCompletion");
	}

	@Test
	void whatComesAfterTheOneThatStandsForManyIsCalledIfSpringDoesNotCallThatOne() {
		registerMany();
		deliver(() -> register("first"));
		deliver(() -> register("second"));
		assertThat(this.late.callMissed(false)).isTrue();
		assertThat(this.calls).containsExactly("first beforeCommit false", "second beforeCommit false",
				"first beforeCompletion", "second beforeCompletion");
		assertThat(this.late.callMissed(false)).isFalse();
	}

	@Test
	void noneStandsForOthersWhereSpringCallsAnotherOneFirst() {
		TransactionSynchronizationManager.registerSynchronization(new Foremost());
		registerMany();
		deliver(() -> register("first"));
		deliver(() -> register("second"));
		assertThat(registered()).hasSize(2);
	}

	@Test
	void transactionWithinAnotherHasItsOwn() {
		deliver(() -> register("outer"));
		List<TransactionSynchronization> outer = TransactionSynchronizationManager.getSynchronizations();
		outer.forEach(TransactionSynchronization::suspend);
		TransactionSynchronizationManager.clearSynchronization();
		TransactionSynchronizationManager.initSynchronization();
		assertThat(this.late.isAny()).isFalse();
		deliver(() -> register("inner"));
		assertThat(this.late.callMissed(false)).isTrue();
		complete(TransactionSynchronization.STATUS_COMMITTED);
		TransactionSynchronizationManager.clearSynchronization();
		TransactionSynchronizationManager.initSynchronization();
		outer.forEach((synchronization) -> {
			synchronization.resume();
			TransactionSynchronizationManager.registerSynchronization(synchronization);
		});
		assertThat(this.late.callMissed(false)).isTrue();
		assertThat(this.calls).containsExactly("inner beforeCommit false", "inner beforeCompletion",
				"outer beforeCommit false", "outer beforeCompletion");
	}

	@Test
	void nothingIsLeftWhenTheTransactionHasEnded() {
		deliver(() -> register("late"));
		assertThat(this.late.isAny()).isTrue();
		complete(TransactionSynchronization.STATUS_COMMITTED);
		assertThat(this.late.isAny()).isFalse();
	}

	private void registerMany() {
		for (int i = 0; i < 20; i++) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			});
		}
	}

	private void deliver(Runnable listeners) {
		deliver(listeners, 0);
	}

	private void deliver(Runnable listeners, int uncalled) {
		List<TransactionSynchronization> before = this.late.deliveryBegins(this.session, true);
		listeners.run();
		this.late.deliveryEnds(before, uncalled, this.session, true);
	}

	private static void springCalls(boolean beforeCommit, boolean beforeCompletion) {
		TransactionSynchronizationManager.getSynchronizations().forEach((synchronization) -> {
			if (beforeCommit) {
				synchronization.beforeCommit(false);
			}
			if (beforeCompletion) {
				synchronization.beforeCompletion();
			}
		});
	}

	private static void complete(int status) {
		TransactionSynchronizationManager.getSynchronizations()
			.forEach((synchronization) -> synchronization.afterCompletion(status));
	}

	private static List<RegisteredSynchronizations> registered() {
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(RegisteredSynchronizations.class::isInstance)
			.map(RegisteredSynchronizations.class::cast)
			.toList();
	}

	private void register(String name) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				LateSynchronizationsTests.this.calls.add(name + " beforeCommit " + readOnly);
			}

			@Override
			public void beforeCompletion() {
				LateSynchronizationsTests.this.calls.add(name + " beforeCompletion");
			}

		});
	}

	/**
	 * Called before all others.
	 */
	private static final class Foremost implements TransactionSynchronization {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

}
