package io.postsave.delivery;

import java.lang.reflect.Proxy;
import java.util.List;

import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.orm.jpa.JpaOptimisticLockingFailureException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DeliveryBeforeCommit}.
 */
class DeliveryBeforeCommitTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final Book book = new Book(1);

	private final FakeSession session = this.delivery.session();

	private final SimpleTransactionStatus transaction = new SimpleTransactionStatus();

	private final Commit commit = this.delivery.transactions().openCommits().begin(this.transaction);

	private final DeliveryBeforeCommit beforeCommit = beforeCommitOf(this.delivery.transactionManager());

	@BeforeEach
	void begin() {
		this.session.begin();
		bind(this.delivery.transactionManager().getResourceFactory(), this.session);
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.setActualTransactionActive(true);
	}

	@Test
	void sessionIsThatOfTheManager() {
		assertThat(this.beforeCommit.currentSession()).isSameAs(this.session);
		assertThat(beforeCommitOf(new FakeTransactionManager("another", this.delivery::session)).currentSession())
			.isNull();
	}

	@Test
	void flushIsBroughtForward() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.save(FakeRow.created(this.book));
		tellLast(true);
		assertThat(this.session.calls("flush")).hasSize(1);
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
	}

	@Test
	void flushIsLeftToTheCommitWhereItWritesNothingThatAnybodyHears() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.save(FakeRow.created(new Author(1)));
		tellLast(true);
		assertThat(this.session.calls("flush", "omitFlushAtCommit")).isEmpty();
	}

	@Test
	void flushIsLeftToTheCommitWhereAllAreToldAfterIt() {
		this.delivery.afterCommit("listener", Heard.BOOKS);
		this.session.save(FakeRow.created(this.book));
		tellLast(true);
		assertThat(this.session.calls("flush", "omitFlushAtCommit")).isEmpty();
	}

	@Test
	void flushIsNotMadeUnderFlushModeManual() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.flushedManually().save(FakeRow.created(new Book(2)));
		this.session.insertAtOnce(FakeRow.created(this.book));
		tellLast(true);
		assertThat(this.session.calls("flush", "flushAgain", "omitFlushAtCommit")).isEmpty();
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
	}

	@Test
	void flushIsNotMadeInAReadOnlyTransaction() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.save(FakeRow.created(new Book(2)));
		this.beforeCommit.tellBeforeUnbinding(this.commit, true);
		assertThat(this.session.calls("flush")).isEmpty();
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void whatWaitsInAReadOnlyTransactionIsTold() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.insertAtOnce(FakeRow.created(this.book));
		this.beforeCommit.tellBeforeUnbinding(this.commit, true);
		assertThat(this.session.calls("flush")).isEmpty();
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
	}

	@Test
	void flushOfTheCommitIsLeftOutAndNothingIsKept() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.save(FakeRow.created(this.book));
		tellLast(true);
		assertThat(this.session.calls("omitFlushAtCommit")).hasSize(1);
		assertThat(this.delivery.delivery().isAnythingPending()).isFalse();
	}

	@Test
	void flushOfTheCommitIsLeftOutAndWhatIsToldAfterItIsKept() {
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		this.session.save(FakeRow.created(this.book));
		tellLast(true);
		assertThat(this.session.calls("omitFlushAtCommit")).hasSize(1);
		assertThat(HeldSaves.of(this.delivery.recorder())).containsExactly(this.book);
	}

	@Test
	void flushOfTheCommitIsMadeIfAnybodyIsCalledBeforeIt() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.save(FakeRow.created(this.book));
		tellLast(false);
		assertThat(this.session.calls("omitFlushAtCommit")).isEmpty();
		assertThat(this.delivery.delivery().isAnythingPending()).isTrue();
	}

	@Test
	void flushOfTheCommitIsMadeIfTheSessionRefusesToLeaveItOut() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.withoutOmittedFlushes().save(FakeRow.created(this.book));
		tellLast(true);
		assertThat(this.session.calls("omitFlushAtCommit")).hasSize(1);
		assertThat(this.delivery.delivery().isAnythingPending()).isTrue();
	}

	@Test
	void flushOfTheCommitIsMadeIfAnotherSessionHasAnythingPending() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		FakeSession own = this.delivery.session();
		own.begin();
		own.insertAtOnce(FakeRow.created(new Book(2)));
		this.session.save(FakeRow.created(this.book));
		tellLast(true);
		assertThat(this.session.calls("omitFlushAtCommit")).isEmpty();
		own.rollback();
	}

	@Test
	void transactionThatAListenerHasMarkedIsRolledBack() {
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> this.transaction.setRollbackOnly());
		this.session.save(FakeRow.created(this.book));
		assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(() -> tellLast(true))
			.withMessageContaining("marked as rollback-only while its saves were flushed and told before the commit");
		assertThat(this.session.calls("omitFlushAtCommit")).isEmpty();
	}

	@Test
	void whatASynchronizationOfAListenerSavesIsToldInAnotherRound() {
		this.delivery.inTransaction("books", Heard.BOOKS,
				(event) -> beforeCommit(() -> this.session.save(FakeRow.created(new Author(1)))));
		this.delivery.inTransaction("authors", Heard.AUTHORS);
		this.session.save(FakeRow.created(this.book));
		tellLast(true);
		assertThat(this.delivery.told()).containsExactly("books: created Book 1", "authors: created Author 1");
	}

	@Test
	void synchronizationsThatNeverComeToAnEndFail() {
		this.delivery.inTransaction("endless", Heard.BOOKS,
				(event) -> beforeCommit(() -> this.session.save(FakeRow.updated(this.book))));
		this.session.save(FakeRow.created(this.book));
		assertThatExceptionOfType(EndlessSavesException.class).isThrownBy(() -> tellLast(true))
			.withMessageContaining("after 3 rounds");
		assertThat(this.delivery.told()).hasSize(DeliveryFixture.MAX_ROUNDS);
	}

	@Test
	void synchronizationsThatRegisterOthersWithoutAnEndFail() {
		registerEndless();
		assertThatExceptionOfType(EndlessSavesException.class)
			.isThrownBy(() -> this.beforeCommit.tellLast(this.commit, this.transaction, null, true))
			.withMessageStartingWith(
					"Synchronizations still caused others to be registered after 3 rounds before the commit");
	}

	@Test
	void flushIsFollowedByALookAtWhatTheCommitWouldFind() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.insertAtOnce(FakeRow.created(this.book));
		this.session.flush();
		assertThat(this.session.hasLooked()).isFalse();
		this.session.save(FakeRow.created(new Book(2)));
		tellLast(false);
		assertThat(this.session.hasLooked()).isTrue();
	}

	@Test
	void failureOfTheFlushIsTheCommitsOwn() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		JpaTransactionManager manager = jpaTransactionManager();
		this.session.failingToFlush(new OptimisticLockException()).save(FakeRow.created(this.book));
		assertThatExceptionOfType(JpaOptimisticLockingFailureException.class)
			.isThrownBy(() -> beforeCommitOf(manager).tellLast(this.commit, this.transaction, this.session, true))
			.withRootCauseExactlyInstanceOf(OptimisticLockException.class);
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void failureOfAListenerStaysWhatItIs() {
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			throw new IllegalStateException("listener");
		});
		JpaTransactionManager manager = jpaTransactionManager();
		this.session.save(FakeRow.created(this.book));
		assertThatIllegalStateException()
			.isThrownBy(() -> beforeCommitOf(manager).tellLast(this.commit, this.transaction, this.session, true))
			.withMessage("listener");
	}

	@Test
	void rowsOfAFlushThatFailedBeforeAreNotTold() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.session.failingToFlush(new IllegalStateException("constraint")).save(FakeRow.created(this.book));
		assertThatIllegalStateException().isThrownBy(this.session::flush);
		this.session.failingToFlush(null).flushedManually();
		tellLast(true);
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void transactionThatSpansResourcesIsToldInAllItsSessions() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		FakeSession second = this.delivery.session().ofUnit("second");
		second.begin();
		bind("second", second);
		this.session.save(FakeRow.created(this.book));
		second.save(FakeRow.created(new Book(2)).ofUnit("second"));
		this.beforeCommit.tellBeforeUnbinding(this.commit, false);
		assertThat(this.delivery.told()).containsExactlyInAnyOrder("listener: created Book 1",
				"listener: created Book 2");
		assertThat(this.delivery.delivery().isAnythingPending()).isTrue();
		this.session.rollback();
		second.rollback();
		assertThat(this.delivery.delivery().isAnythingPending()).as("ends are awaited").isFalse();
	}

	@Test
	void synchronizationsOfATransactionThatSpansResourcesAreCompletedBySpring() {
		this.delivery.inTransaction("listener", Heard.BOOKS,
				(event) -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						DeliveryBeforeCommitTests.this.delivery.told().add("beforeCommit");
					}

					@Override
					public void beforeCompletion() {
						DeliveryBeforeCommitTests.this.delivery.told().add("beforeCompletion");
					}

				}));
		this.session.save(FakeRow.created(this.book));
		this.beforeCommit.tellBeforeUnbinding(this.commit, false);
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1", "beforeCommit");
	}

	@Test
	void failureThatSpringRollsBackForIsLeftToIt() {
		assertThat(this.beforeCommit.rollbackAfter(new IllegalStateException())).isFalse();
		assertThat(this.beforeCommit.rollbackAfter(new AssertionError())).isFalse();
		assertThat(this.session.calls("rollback")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void failureThatSpringDoesNotRollBackForIsRolledBack(boolean checked) {
		assertThat(this.beforeCommit
			.rollbackAfter(checked ? new Exception() : new IllegalTransactionStateException("listener"))).isTrue();
		assertThat(this.session.calls("rollback")).hasSize(1);
	}

	@Test
	void rollbackThatFailsIsSuppressed() {
		IllegalStateException broken = new IllegalStateException("broken");
		this.session.failingToRollBack(broken);
		Exception failure = new Exception("listener");
		assertThat(this.beforeCommit.rollbackAfter(failure)).isTrue();
		assertThat(failure).hasSuppressedException(broken);
	}

	private void tellLast(boolean nobodyIsCalledBefore) {
		this.beforeCommit.tellLast(this.commit, this.transaction, this.session, nobodyIsCalledBefore);
	}

	private DeliveryBeforeCommit beforeCommitOf(ConfigurableTransactionManager manager) {
		return new DeliveryBeforeCommit(this.delivery.delivery(), this.delivery.recorder().flushDecisions(), manager,
				DeliveryFixture.MAX_ROUNDS);
	}

	private static JpaTransactionManager jpaTransactionManager() {
		return new JpaTransactionManager((EntityManagerFactory) Proxy.newProxyInstance(
				DeliveryBeforeCommitTests.class.getClassLoader(), new Class<?>[] { EntityManagerFactory.class },
				(proxy, method, arguments) -> method.getName().equals("hashCode") ? 1 : null));
	}

	private static void bind(Object factory, FakeSession session) {
		TransactionSynchronizationManager.bindResource(factory, FakeSessionHolder.inTransaction(session));
	}

	private static void beforeCommit(Runnable call) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				call.run();
			}

		});
	}

	/**
	 * Registers a synchronization whose call before the commit registers the next one.
	 */
	private void registerEndless() {
		LateSynchronizations late = this.delivery.delivery().lateSynchronizations();
		List<TransactionSynchronization> before = late.deliveryBegins(this.session, true);
		beforeCommit(this::registerEndless);
		late.deliveryEnds(before, 0, this.session, true);
	}

}
