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

	private final SpringTransactions transactions = new SpringTransactions(new FakeSession.Finder());

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
		assertThat(LateSynchronizations.callMissed(true)).isTrue();
		assertThat(this.calls).containsExactly("first beforeCommit true", "second beforeCommit true",
				"first beforeCompletion", "second beforeCompletion");
		assertThat(LateSynchronizations.callMissed(true)).isFalse();
		assertThat(this.calls).hasSize(4);
	}

	@Test
	void completionIsLeftToSpringWhereItIsYetToCome() {
		deliver(() -> register("late"));
		assertThat(LateSynchronizations.callMissedBeforeCommit(false)).isTrue();
		assertThat(LateSynchronizations.callMissedBeforeCommit(false)).isFalse();
		assertThat(this.calls).containsExactly("late beforeCommit false");
	}

	@Test
	void synchronizationsThatSpringCallsAreNotCalledAgain() {
		deliver(() -> register("late"));
		springCalls(true, true);
		this.calls.clear();
		assertThat(LateSynchronizations.callMissed(false)).isFalse();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void completionThatSpringMissesAfterItHasCalledBeforeTheCommitIsMadeUpFor() {
		deliver(() -> register("late"));
		springCalls(true, false);
		this.calls.clear();
		assertThat(LateSynchronizations.callMissed(false)).isTrue();
		assertThat(this.calls).containsExactly("late beforeCompletion");
	}

	@Test
	void theyAreTheFirstThatSpringCallsSoThatNoFailureHidesTheCall() {
		deliver(() -> register("late"));
		assertThat(late()).singleElement()
			.extracting(LateSynchronizations::getOrder)
			.isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	@Test
	void deliveryThatRegistersNothingLeavesNothing() {
		register("earlier");
		deliver(() -> {
		});
		assertThat(late()).isEmpty();
		assertThat(LateSynchronizations.callMissed(false)).isFalse();
		assertThat(LateSynchronizations.callMissedBeforeCommit(false)).isFalse();
	}

	@Test
	void deliveryWithinAnotherHasSeenToItsOwn() {
		deliver(() -> {
			register("outer");
			deliver(() -> register("inner"));
		});
		LateSynchronizations.callMissed(false);
		assertThat(this.calls).containsOnlyOnce("inner beforeCommit false", "outer beforeCommit false",
				"inner beforeCompletion", "outer beforeCompletion");
		assertThat(this.calls).hasSize(4);
		assertThat(late()).hasSize(2);
	}

	@Test
	void deliveryAroundOneThatSawToAllRegistersNothing() {
		deliver(() -> deliver(() -> register("inner")));
		assertThat(late()).hasSize(1);
	}

	@Test
	void synchronizationThatIsRegisteredByACallIsNotCalledUntilSomebodySeesToIt() {
		deliver(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				deliver(() -> register("later"));
			}

		}));
		assertThat(LateSynchronizations.callMissed(false)).isTrue();
		assertThat(this.calls).doesNotContain("later beforeCommit false");
		assertThat(LateSynchronizations.callMissed(false)).isTrue();
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
		assertThatIllegalStateException().isThrownBy(() -> LateSynchronizations.callMissed(false))
			.withMessage("listener");
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
		LateSynchronizations.callMissed(false);
		assertThat(this.calls).containsExactly("next beforeCommit false", "next beforeCompletion");
		assertThat(output).contains("TransactionSynchronization.beforeCompletion threw exception").contains("listener");
	}

	@Test
	void transactionThatSpringLeavesAloneIsRolledBack() {
		LateSynchronizations.registerForRollback(this.transactions, this.session, true);
		complete(TransactionSynchronization.STATUS_UNKNOWN);
		assertThat(this.session.calls("rollback")).hasSize(1);
	}

	@Test
	void transactionThatHasCommittedIsNot() {
		LateSynchronizations.registerForRollback(this.transactions, this.session, true);
		complete(TransactionSynchronization.STATUS_COMMITTED);
		assertThat(this.session.calls("rollback")).isEmpty();
	}

	@Test
	void applicationsOwnTransactionIsNot() {
		LateSynchronizations.registerForRollback(this.transactions, this.session, false);
		complete(TransactionSynchronization.STATUS_ROLLED_BACK);
		assertThat(this.session.calls("rollback")).isEmpty();
	}

	@Test
	void transactionIsNotWhereThatOfAnotherUnitIsRolledBackWithinIt() {
		for (String unit : List.of("first", "second")) {
			TransactionSynchronizationManager.bindResource(unit,
					FakeSessionHolder.inTransaction(new FakeSession(null)));
		}
		LateSynchronizations.registerForRollback(this.transactions, this.session, true);
		complete(TransactionSynchronization.STATUS_ROLLED_BACK);
		assertThat(this.session.calls("rollback")).isEmpty();
	}

	@Test
	void nothingIsDoneWithoutATransaction() {
		TransactionSynchronizationManager.clearSynchronization();
		assertThat(LateSynchronizations.current()).isEmpty();
		LateSynchronizations.registerForRollback(this.transactions, this.session, true);
		deliver(() -> {
		});
		assertThat(LateSynchronizations.callMissed(false)).isFalse();
	}

	private void deliver(Runnable listeners) {
		List<TransactionSynchronization> before = LateSynchronizations.current();
		listeners.run();
		LateSynchronizations.registerAnyAddedTo(before, this.transactions, this.session, true);
	}

	private static void springCalls(boolean beforeCommit, boolean beforeCompletion) {
		LateSynchronizations.current().forEach((synchronization) -> {
			if (beforeCommit) {
				synchronization.beforeCommit(false);
			}
			if (beforeCompletion) {
				synchronization.beforeCompletion();
			}
		});
	}

	private static void complete(int status) {
		LateSynchronizations.current().forEach((synchronization) -> synchronization.afterCompletion(status));
	}

	private static List<LateSynchronizations> late() {
		return LateSynchronizations.current()
			.stream()
			.filter(LateSynchronizations.class::isInstance)
			.map(LateSynchronizations.class::cast)
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

}
