package io.postsave.integration.managers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.View;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what happens between the decision to commit and the end of a transaction.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndsOfTransactionsIntegrationTests {

	@Test
	void poolThatRefusesAConnectionAfterTheCommitIsLoggedAndListenersAreTold(CapturedOutput output) {
		run("after-commit", (store) -> {
			RefusingDataSource dataSource = store.bean(RefusingDataSource.class);
			dataSource.refuse.set(true);
			store.save("one");
			assertThat(dataSource.refuse).isFalse();
			assertThat(store.script().lines()).containsExactly("+Book");
			assertThat(output).contains("could not be given back to its pool");
			assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
			store.save("two");
			assertThat(store.titles()).containsExactly("one", "two");
			assertThat(store.script().lines()).containsExactly("+Book", "+Book");
		}, RefusingPool.class);
	}

	@Test
	void commitInAnAfterCommitPhaseIsToldBehindTheOneBefore() {
		run("after-commit", (store) -> {
			store.bean(AfterCommitSaver.class).action = (book) -> store
				.inNewTransaction((entityManager) -> entityManager.persist(new Note("of " + book.getTitle())));
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
		}, AfterCommitSaver.class);
	}

	@Test
	void commitInAnAfterCompletionPhaseIsToldBehindTheOneBefore() {
		run("after-commit", (store) -> {
			store.inTransaction((entityManager) -> {
				afterCompletion(() -> store.inNewTransaction((inner) -> inner.persist(new Note("later"))));
				entityManager.persist(new Book("one"));
			});
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
		});
	}

	@Test
	void commitBehindARollbackIsToldAtTheEndOfTheRollback() {
		run("after-commit", (store) -> {
			store.inTransaction((entityManager) -> entityManager.persist(new Account("A", "Ann")));
			store.script().reset();
			assertThat(store.failureOf((entityManager) -> {
				afterCompletion(() -> store.inNewTransaction((inner) -> inner.persist(new Book("later"))));
				entityManager.persist(new Note("rolled back"));
				entityManager.persist(new Account("A", "Bob"));
			})).isInstanceOf(DataIntegrityViolationException.class);
			assertThat(store.script().lines()).containsExactly("+Book");
			store.save("next");
			assertThat(store.script().lines()).containsExactly("+Book", "+Book");
		});
	}

	@Test
	void ownEntityManagerThatCommitsInAnAfterCommitPhaseIsToldBehindTheOneBefore() {
		run("after-commit", (store) -> {
			store.bean(AfterCommitSaver.class).action = (book) -> {
				try (EntityManager own = store.bean(EntityManagerFactory.class).createEntityManager()) {
					own.getTransaction().begin();
					own.persist(new Note("own"));
					own.getTransaction().commit();
				}
			};
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
		}, AfterCommitSaver.class);
	}

	@Test
	void otherListenerThatFailsAfterTheCommitHidesNoSave() {
		run("after-commit", (store) -> View.around(store.bean(EntityManagerFactory.class), (session) -> {
			FailingListener failing = store.bean(FailingListener.class);
			failing.failure = new IllegalStateException("after the commit");
			assertThat(store.failureOf((entityManager) -> entityManager.persist(new Book("one"))))
				.isSameAs(failing.failure);
			failing.failure = null;
			assertThat(store.script().lines()).containsExactly("+Book");
			assertThat(store.failureOf((entityManager) -> {
				entityManager.persist(new Book("two"));
				entityManager.flush();
				throw new IllegalStateException("rolled back");
			})).hasMessage("rolled back");
			session.clear();
			store.save("three");
			assertThat(store.script().heard()).extracting((event) -> ((Book) event.getEntity()).getTitle())
				.containsExactly("one", "three");
		}), FailingListener.class);
	}

	@ParameterizedTest
	@EnumSource
	void statusThatAListenerSetsRollbackOnlyAtTheCommitRollsBack(ManagedBy manager) {
		rollsBack(manager, (store, status) -> status.setRollbackOnly());
	}

	@ParameterizedTest
	@EnumSource
	void joinedTransactionThatFailsInAListenerAtTheCommitRollsBack(ManagedBy manager) {
		rollsBack(manager, (store, status) -> assertThat(store.failureOf((entityManager) -> {
			throw new IllegalStateException("joined");
		})).hasMessage("joined"));
	}

	private static void rollsBack(ManagedBy manager, BiConsumer<Bookstore, TransactionStatus> action) {
		run("in-transaction", (store) -> {
			AtomicReference<TransactionStatus> current = new AtomicReference<>();
			store.script().onCreated(Book.class, (book) -> action.accept(store, current.get()));
			assertThatExceptionOfType(UnexpectedRollbackException.class)
				.isThrownBy(() -> store.transaction().executeWithoutResult((status) -> {
					current.set(status);
					store.entityManager().persist(new Book("one"));
				}));
			assertThat(store.titles()).isEmpty();
			store.script().reset();
			store.save("two");
			assertThat(store.titles()).containsExactly("two");
			assertThat(store.script().lines()).containsExactly("+Book");
		}, manager.configuration());
	}

	private static void run(String delivery, Consumer<Bookstore> test, Class<?>... configurations) {
		new ApplicationContextRunner().withUserConfiguration(Bookstore.Application.class)
			.withUserConfiguration(configurations)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "post-save.delivery=" + delivery)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				test.accept(new Bookstore(context));
			});
	}

	private static void afterCompletion(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				action.run();
			}

		});
	}

	/**
	 * Does something in the phase after the commit.
	 */
	static class AfterCommitSaver {

		private Consumer<Book> action = (book) -> {
		};

		@TransactionalEventListener
		void saved(PostSaveEvent<Book> event) {
			this.action.accept(event.getEntity());
		}

	}

	/**
	 * Listens to transactions, and may fail.
	 */
	static class FailingListener implements TransactionExecutionListener {

		private @Nullable RuntimeException failure;

		@Override
		public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
			if (this.failure != null) {
				throw this.failure;
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RefusingPool {

		@Bean
		static BeanPostProcessor refusing() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof HikariDataSource dataSource) ? new RefusingDataSource(dataSource) : bean;
				}

			};
		}

	}

	/**
	 * Refuses once to take a connection back.
	 */
	static class RefusingDataSource extends DelegatingDataSource {

		private final AtomicBoolean refuse = new AtomicBoolean();

		RefusingDataSource(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						Object result = invoke(connection, method, arguments);
						if (method.getName().equals("close") && this.refuse.getAndSet(false)) {
							throw new SQLException("refused");
						}
						return result;
					});
		}

		private static @Nullable Object invoke(Connection connection, Method method, Object[] arguments)
				throws Throwable {
			try {
				return method.invoke(connection, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

}
