package io.postsave.integration.managers;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

import io.postsave.PostDeleteEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import jakarta.transaction.TransactionManager;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of transactions that JTA manages.
 */
class JtaIntegrationTests {

	private static final String IN_TRANSACTION = "in-transaction";

	private static final String AFTER_COMMIT = "after-commit";

	@Test
	void rowsFirstWrittenByTheCommitAreToldInAllPhases() {
		run(IN_TRANSACTION, (store) -> {
			store.script().onCreated(Book.class, (book) -> store.entityManager().persist(new Note(book.getTitle())));
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			assertThat(store.phases()).containsExactly("before one", "after one");
			assertThat(store.titles()).containsExactly("one");
		});
	}

	@Test
	void exceptionOfAListenerRollsBackAndReachesTheCaller() {
		run(IN_TRANSACTION, (store) -> {
			IllegalStateException refusal = new IllegalStateException("refused");
			store.script().onCreated(Book.class, (book) -> {
				throw refusal;
			});
			assertThat(store.failureOf((entityManager) -> entityManager.persist(new Book("one")))).isSameAs(refusal);
			assertThat(store.titles()).isEmpty();
			store.script().reset();
			store.save("two");
			assertThat(store.titles()).containsExactly("two");
		});
	}

	@Test
	void transactionExceptionOfAListenerRollsBackToo() {
		run(IN_TRANSACTION, (store) -> {
			TransactionSystemException refusal = new TransactionSystemException("refused");
			store.script().onCreated(Book.class, (book) -> {
				throw refusal;
			});
			assertThat(store.failureOf((entityManager) -> entityManager.persist(new Book("one")))).isSameAs(refusal);
			assertThat(store.titles()).isEmpty();
			store.script().reset();
			store.save("two");
			assertThat(store.titles()).containsExactly("two");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT, "off" })
	void failuresOfTheDatabaseAreWhatTheyAreWithoutListeners(String delivery) {
		run(delivery, (store) -> {
			assertThat(store.duplicateKey()).isInstanceOf(UnexpectedRollbackException.class)
				.hasCauseInstanceOf(jakarta.transaction.RollbackException.class);
			assertThat(store.lostUpdate()).isInstanceOf(UnexpectedRollbackException.class)
				.hasCauseInstanceOf(jakarta.transaction.RollbackException.class);
			store.save("next");
			assertThat(store.titles()).containsExactly("next");
		});
	}

	@Test
	void toldAfterTheCommit() {
		run(AFTER_COMMIT, (store) -> {
			store.script()
				.onCreated(Book.class,
						(book) -> store.inTransaction((entityManager) -> entityManager.persist(new Note("of a book"))));
			store.inTransaction((entityManager) -> {
				entityManager.persist(new Book("one"));
				entityManager.flush();
				assertThat(store.script().lines()).isEmpty();
			});
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			assertThat(store.phases()).containsExactly("before one", "after one");
			assertThat(store.entityManager().createQuery("from Note", Note.class).getResultList()).hasSize(1);
		});
	}

	@Test
	void rollbackIsNotToldAfterTheCommit() {
		run(AFTER_COMMIT, (store) -> {
			assertThat(store.failureOf((entityManager) -> {
				entityManager.persist(new Book("one"));
				entityManager.flush();
				throw new IllegalStateException("rolled back");
			})).hasMessage("rolled back");
			assertThat(store.script().lines()).isEmpty();
			store.save("two");
			assertThat(store.script().lines()).containsExactly("+Book");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT })
	void deletionsAreTold(String delivery) {
		run(delivery, (store) -> {
			store.inTransaction((entityManager) -> {
				entityManager.persist(new Account("A", "Ann"));
				entityManager.persist(new Account("B", "Bob"));
			});
			List<String> deleted = store.bean(Deletions.class).heard;
			assertThat(store.failureOf((entityManager) -> {
				entityManager.remove(entityManager.find(Account.class, "A"));
				throw new IllegalStateException("rolled back");
			})).hasMessage("rolled back");
			assertThat(deleted).isEmpty();
			store.inTransaction((entityManager) -> {
				entityManager.remove(entityManager.find(Account.class, "A"));
				entityManager.flush();
				assertThat(deleted).hasSize(delivery.equals(IN_TRANSACTION) ? 1 : 0);
				entityManager.remove(entityManager.getReference(Account.class, "B"));
			});
			assertThat(deleted).containsExactly("A", "B");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT })
	void rollbackLeavesNothingOnTheThread(String delivery) {
		run(delivery, (store) -> {
			store.inTransaction((entityManager) -> entityManager.persist(new Account("A", "Ann")));
			Runnable[] rollbacks = { () -> store.failureOf((entityManager) -> {
				entityManager.persist(new Book("one"));
				entityManager.flush();
				throw new IllegalStateException("rolled back");
			}), () -> store.transaction().executeWithoutResult((status) -> {
				store.entityManager().persist(new Book("one"));
				store.entityManager().flush();
				status.setRollbackOnly();
			}), () -> store.failureOf((entityManager) -> {
				entityManager.persist(new Book("one"));
				entityManager.persist(new Account("A", "Bob"));
			}) };
			for (Runnable rollback : rollbacks) {
				rollback.run();
				assertThat(BoundSaves.of(store.bean(SaveRecorder.class))).isNull();
				assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
			}
			assertThat(store.titles()).isEmpty();
		});
	}

	private static void run(String delivery, Consumer<Bookstore> test) {
		new ApplicationContextRunner().withUserConfiguration(Bookstore.Application.class, Jta.class)
			.withPropertyValues(delivery.equals("off") ? "post-save.enabled=false" : "post-save.delivery=" + delivery,
					"spring.jpa.hibernate.ddl-auto=create")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				test.accept(new Bookstore(context));
			});
	}

	static class Deletions {

		final List<String> heard = new ArrayList<>();

		@EventListener
		void on(PostDeleteEvent<Account> event) {
			this.heard.add(String.valueOf(event.getId()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Deletions.class)
	static class Jta {

		private final TransactionManager transactionManager = com.arjuna.ats.jta.TransactionManager
			.transactionManager();

		@Bean
		DataSource dataSource() {
			JdbcDataSource dataSource = new JdbcDataSource();
			dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
			return new XaConnections(dataSource, this.transactionManager);
		}

		@Bean
		JtaTransactionManager transactionManager() {
			return new JtaTransactionManager(com.arjuna.ats.jta.UserTransaction.userTransaction(),
					this.transactionManager);
		}

	}

}
