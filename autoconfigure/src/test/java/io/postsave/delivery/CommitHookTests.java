package io.postsave.delivery;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CommitHook}.
 */
class CommitHookTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final Book book = new Book(1);

	private final FakeTransactionManager manager = new FakeTransactionManager("own", this.delivery::session);

	private final CommitHook hook = new CommitHook(this.delivery.recorder(), this.manager, DeliveryFixture.MAX_ROUNDS);

	private @Nullable FakeSession session;

	@Test
	void hookActsForItsRecorder() {
		assertThat(this.hook.isOf(this.delivery.recorder())).isTrue();
		assertThat(this.hook.isOf(new DeliveryFixture().recorder())).isFalse();
	}

	@Test
	void rowsAreToldBeforeTheCommitWhenAllSynchronizationsHaveBeenCalled() {
		this.delivery.inTransaction("before", Heard.BOOKS, (event) -> assertThat(calls("commit")).isEmpty());
		this.delivery.afterCommit("after", Heard.BOOKS, (event) -> assertThat(calls("commit")).hasSize(1));
		this.manager.addListener(this.hook);
		transaction((session) -> {
			register(new Named(this.delivery.told(), "spring"));
			session.save(FakeRow.created(this.book));
		});
		assertThat(this.delivery.told()).containsExactly("spring beforeCommit", "spring beforeCompletion",
				"before: created Book 1", "spring afterCompletion", "after: created Book 1");
		assertThat(this.delivery.failures()).isEmpty();
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void synchronizationOfAListenerIsCalledAsIfItHadBeenRegisteredInTime() {
		this.delivery.inTransaction("before", Heard.BOOKS,
				(event) -> register(new Named(this.delivery.told(), "late")));
		this.manager.addListener(this.hook);
		transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).containsExactly("before: created Book 1", "late beforeCommit",
				"late beforeCompletion", "late afterCompletion");
	}

	@Test
	void transactionIsLeftAloneWhereNobodyListens() {
		assertThat(openAtTheCommit()).isFalse();
		assertThat(calls("flush", "commit")).containsExactly("commit", "flush");
	}

	@Test
	void commitIsOpenUntilItsEndWhereAnybodyListens() {
		this.delivery.afterCommit("after", Heard.AUTHORS);
		assertThat(openAtTheCommit()).isTrue();
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	private boolean openAtTheCommit() {
		AtomicBoolean open = new AtomicBoolean();
		this.manager.addListener(this.hook);
		this.manager.addListener(new TransactionExecutionListener() {

			@Override
			public void beforeCommit(TransactionExecution transaction) {
				open.set(CommitHookTests.this.delivery.transactions().openCommits().isAny());
			}

		});
		transaction((session) -> session.save(FakeRow.created(this.book)));
		return open.get();
	}

	@Test
	void transactionThatMayNotWriteIsNotFlushed() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.manager.addListener(this.hook);
		TransactionTemplate template = new TransactionTemplate(this.manager);
		template.setReadOnly(true);
		template.executeWithoutResult((status) -> currentSession().flushedManually().save(FakeRow.created(this.book)));
		assertThat(calls("flush")).isEmpty();
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void savepointIsNoCommit() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.hook.beforeCommit(new SimpleTransactionStatus() {

			@Override
			public boolean hasSavepoint() {
				return true;
			}

		});
		assertThat(this.delivery.transactions().openCommits().isAny()).isFalse();
	}

	@Test
	void transactionThatIsMarkedAlreadyIsNotToldIn() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		TransactionSynchronizationManager.bindResource("own",
				FakeSessionHolder.inTransaction(begun(this.delivery.session())));
		SimpleTransactionStatus transaction = new SimpleTransactionStatus();
		transaction.setRollbackOnly();
		currentSession().save(FakeRow.created(this.book));
		this.hook.beforeCommit(transaction);
		assertThat(calls("flush")).isEmpty();
		this.hook.afterRollback(transaction, null);
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void transactionThatAListenerMarksIsRolledBackAndTheCallerIsTold() {
		this.delivery.afterCommit("after", Heard.BOOKS).inTransaction("before", Heard.BOOKS);
		this.manager.addListener(this.hook);
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> new TransactionTemplate(this.manager).executeWithoutResult((status) -> {
				this.delivery.inTransaction("marking", Heard.BOOKS, (event) -> status.setRollbackOnly());
				currentSession().save(FakeRow.created(this.book));
			}));
		assertThat(calls("commit", "rollback")).containsExactly("rollback");
		assertThat(this.delivery.told()).containsExactly("before: created Book 1", "marking: created Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void failureOfAListenerRollsBackOnce() {
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			throw new IllegalStateException("listener");
		});
		this.manager.addListener(this.hook);
		assertThatIllegalStateException()
			.isThrownBy(() -> transaction((session) -> session.save(FakeRow.created(this.book))))
			.withMessage("listener");
		assertThat(calls("commit", "rollback")).containsExactly("rollback");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void failureThatSpringDoesNotRollBackForIsRolledBackOnce() {
		this.delivery.afterCommit("after", Heard.BOOKS).inTransaction("listener", Heard.BOOKS, (event) -> {
			throw new CannotCreateTransactionException("listener");
		});
		this.manager.addListener(this.hook);
		assertThatExceptionOfType(CannotCreateTransactionException.class)
			.isThrownBy(() -> transaction((session) -> session.save(FakeRow.created(this.book))));
		assertThat(calls("commit", "rollback")).containsExactly("rollback");
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void failureOfTheCommitTellsNobodyAfterwards() {
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.manager.addListener(this.hook);
		assertThatIllegalStateException()
			.isThrownBy(() -> transaction((session) -> session.failingToFlush(new IllegalStateException("database"))
				.save(FakeRow.created(this.book))))
			.withMessage("database");
		assertThat(this.delivery.told()).isEmpty();
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void rollbackThatFailsIsForgotten() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.manager.addListener(this.hook);
		assertThatIllegalStateException().isThrownBy(() -> transaction((session) -> {
			session.insertAtOnce(FakeRow.created(this.book));
			session.failingToRollBack(new IllegalStateException("broken"));
			throw new UnsupportedOperationException("application");
		}));
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void endIsSeenThoughAnotherListenerToTheManagerFails() {
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.manager.addListener(new TransactionExecutionListener() {

			@Override
			public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
				throw new IllegalStateException("another listener");
			}

		});
		this.manager.addListener(this.hook);
		assertThatIllegalStateException()
			.isThrownBy(() -> transaction((session) -> session.save(FakeRow.created(this.book))))
			.withMessage("another listener");
		assertThat(this.delivery.told()).containsExactly("after: created Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void commitsEndFromTheInnermostOutwards() {
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.delivery.inTransaction("authors", Heard.AUTHORS,
				(event) -> this.delivery.newTransaction((inner) -> inner.save(FakeRow.created(new Book(2)))));
		this.manager.addListener(this.hook);
		transaction((session) -> session.save(FakeRow.created(new Author(1)), FakeRow.created(this.book)));
		assertThat(this.delivery.told()).containsExactly("authors: created Author 1", "after: created Book 2",
				"after: created Book 1");
	}

	@Test
	void whatWasCommittedIsToldIfItsTransactionIsRolledBackAround() {
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.delivery.inTransaction("authors", Heard.AUTHORS, (event) -> {
			this.delivery.newTransaction((inner) -> inner.save(FakeRow.created(new Book(2))));
			throw new IllegalStateException("listener");
		});
		this.manager.addListener(this.hook);
		assertThatIllegalStateException().isThrownBy(() -> transaction(
				(session) -> session.save(FakeRow.created(new Author(1)), FakeRow.created(this.book))));
		assertThat(this.delivery.told()).containsExactly("authors: created Author 1", "after: created Book 2");
	}

	@Test
	void whatAHookWasNotToldTheEndOfIsToldBeforeTheNextTransactionBegins() {
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.delivery.afterCommitDelivery().add(List.of(FakeRow.created(this.book)));
		this.hook.beforeBegin(new SimpleTransactionStatus());
		assertThat(this.delivery.told()).containsExactly("after: created Book 1");
	}

	@Test
	void managerOfAHookIsKnownAfterItsFirstTransaction() {
		this.manager.addListener(this.hook);
		this.delivery.transactions().add(this.delivery.transactionManager());
		transaction((session) -> {
			assertThat(this.delivery.transactions().isOnlyManager(this.manager)).isFalse();
			assertThat(this.delivery.transactions().manage(session)).isTrue();
		});
	}

	@Test
	void flushOfTheCommitIsLeftOutUnderTheLastListenerOfJpasManager() {
		assertThat(callsBeforeCommitOf(true)).contains("omitFlushAtCommit");
	}

	@Test
	void flushOfTheCommitIsMadeIfAnotherListenerIsCalledAfterTheHook() {
		assertThat(callsBeforeCommitOf(false)).doesNotContain("omitFlushAtCommit");
	}

	private List<String> callsBeforeCommitOf(boolean last) {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		EntityManagerFactory factory = (EntityManagerFactory) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { EntityManagerFactory.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					default -> null;
				});
		JpaTransactionManager jpa = new JpaTransactionManager(factory);
		CommitHook jpaHook = new CommitHook(this.delivery.recorder(), jpa, DeliveryFixture.MAX_ROUNDS);
		jpa.addListener(jpaHook);
		if (!last) {
			jpa.addListener(new TransactionExecutionListener() {
			});
		}
		FakeSession session = begun(this.delivery.session());
		TransactionSynchronizationManager.bindResource(factory, FakeSessionHolder.inTransaction(session));
		TransactionSynchronizationManager.initSynchronization();
		session.save(FakeRow.created(this.book));
		SimpleTransactionStatus transaction = new SimpleTransactionStatus();
		jpaHook.beforeCommit(transaction);
		session.rollback();
		jpaHook.afterRollback(transaction, null);
		return session.calls("flush", "omitFlushAtCommit");
	}

	@Test
	void transactionThatSpansResourcesIsToldAsTheLastOfItsSynchronizations() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		CommitHook global = new CommitHook(this.delivery.recorder(), new GlobalTransactionManager(),
				DeliveryFixture.MAX_ROUNDS);
		TransactionSynchronizationManager.initSynchronization();
		SimpleTransactionStatus transaction = new SimpleTransactionStatus();
		global.afterBegin(transaction, null);
		FakeSession session = begun(this.delivery.session());
		TransactionSynchronizationManager.bindResource("own", FakeSessionHolder.inTransaction(session));
		session.save(FakeRow.created(this.book));
		TransactionSynchronizationManager.getSynchronizations()
			.forEach((synchronization) -> synchronization.beforeCommit(false));
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
		TransactionSynchronizationManager.unbindResource("own");
		global.beforeCommit(transaction);
		session.rollback();
		global.afterRollback(transaction, null);
		assertThat(this.delivery.told()).hasSize(1);
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void transactionThatSpansResourcesAndHasNotBegunRegistersNothing() {
		CommitHook global = new CommitHook(this.delivery.recorder(), new GlobalTransactionManager(),
				DeliveryFixture.MAX_ROUNDS);
		TransactionSynchronizationManager.initSynchronization();
		global.afterBegin(new SimpleTransactionStatus(), new IllegalStateException("not begun"));
		assertThat(TransactionSynchronizationManager.getSynchronizations()).isEmpty();
	}

	private void transaction(Consumer<FakeSession> work) {
		new TransactionTemplate(this.manager).executeWithoutResult((status) -> work.accept(currentSession()));
	}

	private FakeSession currentSession() {
		FakeSessionHolder holder = (FakeSessionHolder) Objects
			.requireNonNull(TransactionSynchronizationManager.getResource("own"));
		this.session = holder.session();
		return holder.session();
	}

	private List<String> calls(String... methods) {
		return Objects.requireNonNull(this.session).calls(methods);
	}

	private static FakeSession begun(FakeSession session) {
		session.begin();
		return session;
	}

	private static void register(TransactionSynchronization synchronization) {
		TransactionSynchronizationManager.registerSynchronization(synchronization);
	}

	/**
	 * Notes the calls of a synchronization.
	 */
	private record Named(List<String> calls, String name) implements TransactionSynchronization {

		@Override
		public void beforeCommit(boolean readOnly) {
			this.calls.add(this.name + " beforeCommit");
		}

		@Override
		public void beforeCompletion() {
			this.calls.add(this.name + " beforeCompletion");
		}

		@Override
		public void afterCompletion(int status) {
			this.calls.add(this.name + " afterCompletion");
		}

	}

	/**
	 * A manager without a resource of its own.
	 */
	private static final class GlobalTransactionManager implements ConfigurableTransactionManager {

		private final List<TransactionExecutionListener> listeners = new ArrayList<>();

		@Override
		public void setTransactionExecutionListeners(Collection<TransactionExecutionListener> listeners) {
			this.listeners.addAll(listeners);
		}

		@Override
		public Collection<TransactionExecutionListener> getTransactionExecutionListeners() {
			return this.listeners;
		}

	}

}
