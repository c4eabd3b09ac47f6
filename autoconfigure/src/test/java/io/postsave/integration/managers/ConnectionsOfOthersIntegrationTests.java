package io.postsave.integration.managers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import javax.sql.DataSource;

import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of sessions on connections that the application has given them.
 */
class ConnectionsOfOthersIntegrationTests {

	private static final String IN_TRANSACTION = "in-transaction";

	private static final String AFTER_COMMIT = "after-commit";

	@Test
	void statelessSessionOnTheTransactionsConnectionIsToldAtOnceInTheTransaction() {
		run(IN_TRANSACTION, (store) -> store.inTransaction((entityManager) -> {
			try (StatelessSession session = onTransactionsConnection(store)) {
				session.insert(new Book("one"));
				assertThat(store.script().lines()).containsExactly("+Book");
			}
		}));
	}

	@Test
	void statelessSessionOnTheTransactionsConnectionIsToldAfterItsCommit() {
		run(AFTER_COMMIT, (store) -> {
			store.inTransaction((entityManager) -> {
				entityManager.persist(new Note("own"));
				try (StatelessSession session = onTransactionsConnection(store)) {
					session.insert(new Book("one"));
				}
				assertThat(store.script().lines()).isEmpty();
			});
			assertThat(store.script().lines()).containsExactlyInAnyOrder("+Note", "+Book");
		});
	}

	@Test
	void statelessSessionOnTheTransactionsConnectionIsNotToldOfARollback() {
		run(AFTER_COMMIT, (store) -> {
			assertThat(store.failureOf((entityManager) -> {
				try (StatelessSession session = onTransactionsConnection(store)) {
					session.insert(new Book("one"));
				}
				throw new IllegalStateException("rolled back");
			})).hasMessage("rolled back");
			assertThat(store.script().lines()).isEmpty();
			store.save("two");
			assertThat(store.script().lines()).containsExactly("+Book");
		});
	}

	@Test
	void saveOfAListenerToAStatelessSessionIsWritten() {
		run(AFTER_COMMIT, (store) -> {
			store.script()
				.onCreated(Book.class,
						(book) -> store.inTransaction((entityManager) -> entityManager.persist(new Note("of a book"))));
			store.inTransaction((entityManager) -> {
				try (StatelessSession session = onTransactionsConnection(store)) {
					session.insert(new Book("one"));
				}
			});
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
		});
	}

	@Test
	void statelessSessionOfTheTransactionsSessionIsToldAfterItsCommit() {
		run(AFTER_COMMIT, (store) -> {
			store.inTransaction((entityManager) -> {
				try (StatelessSession session = entityManager.unwrap(Session.class)
					.statelessWithOptions()
					.connection()
					.open()) {
					session.insert(new Book("one"));
				}
				assertThat(store.script().lines()).isEmpty();
			});
			assertThat(store.script().lines()).containsExactly("+Book");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT })
	void sessionOnAConnectionOfTheApplicationsOwnIsToldAndKeepsIt(String delivery) {
		run(delivery, (store) -> withConnection(store, (connection) -> {
			try (Session session = store.bean(SessionFactory.class)
				.withOptions()
				.connection(connection)
				.openSession()) {
				for (int i = 1; i <= 2; i++) {
					session.beginTransaction();
					session.persist(new Book("book " + i));
					session.getTransaction().commit();
					assertThat(store.script().heard()).hasSize(i);
				}
				session.beginTransaction();
				session.persist(new Account("rolled back", "Ann"));
				session.getTransaction().rollback();
				assertThat(connection.isClosed()).isFalse();
			}
			assertThat(store.script().lines()).containsExactly("+Book", "+Book");
			assertThat(store.titles()).containsExactly("book 1", "book 2");
		}));
	}

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT })
	void statelessSessionOnAConnectionThatCommitsByItselfIsToldAtOnce(String delivery) {
		run(delivery, (store) -> withConnection(store, (connection) -> {
			try (StatelessSession session = store.bean(SessionFactory.class).openStatelessSession(connection)) {
				session.insert(new Book("one"));
				assertThat(store.script().lines()).containsExactly("+Book");
				session.insert(new Note("two"));
				assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			}
		}));
	}

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT })
	void sessionsOfATransactionThatJdbcManagesAreToldOfItsCommit(String delivery) {
		run(delivery, (store) -> {
			SessionFactory factory = store.bean(SessionFactory.class);
			store.transaction().executeWithoutResult((status) -> {
				try (StatelessSession session = onTransactionsConnection(store)) {
					session.insert(new Book("stateless"));
				}
				assertThat(store.script().lines()).hasSize(delivery.equals(IN_TRANSACTION) ? 1 : 0);
			});
			store.transaction().executeWithoutResult((status) -> {
				factory.getCurrentSession().persist(new Book("stateful"));
				factory.getCurrentSession().flush();
				assertThat(store.script().lines()).hasSize(delivery.equals(IN_TRANSACTION) ? 2 : 1);
			});
			assertThat(store.script().lines()).containsExactly("+Book", "+Book");
			store.transaction().executeWithoutResult((status) -> {
				factory.getCurrentSession().persist(new Note("rolled back"));
				factory.getCurrentSession().flush();
				status.setRollbackOnly();
			});
			assertThat(store.script().lines()).hasSize(delivery.equals(IN_TRANSACTION) ? 3 : 2);
		}, JdbcManaged.class);
	}

	private static StatelessSession onTransactionsConnection(Bookstore store) {
		return store.bean(SessionFactory.class)
			.openStatelessSession(DataSourceUtils.getConnection(store.bean(DataSource.class)));
	}

	private static void withConnection(Bookstore store, ConnectionWork work) {
		try (Connection connection = store.bean(DataSource.class).getConnection()) {
			work.accept(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
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

	private interface ConnectionWork {

		void accept(Connection connection) throws SQLException;

	}

	@Configuration(proxyBeanMethods = false)
	static class JdbcManaged {

		@Bean
		LocalSessionFactoryBean entityManagerFactory(DataSource dataSource) {
			Properties properties = new Properties();
			properties.setProperty("hibernate.hbm2ddl.auto", "create-drop");
			properties.setProperty("hibernate.allow_update_outside_transaction", "true");
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(Book.class.getPackageName());
			factory.setHibernateProperties(properties);
			return factory;
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

}
