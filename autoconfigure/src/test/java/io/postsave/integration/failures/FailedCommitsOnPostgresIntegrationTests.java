package io.postsave.integration.failures;

import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.PostgresDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.RollbackException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of transactions that do not commit on PostgreSQL, where deferred constraints make
 * the commit itself fail.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class FailedCommitsOnPostgresIntegrationTests extends AbstractFailedCommitsIntegrationTests {

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void deferConstraint() {
		this.jdbc.execute("alter table account drop constraint if exists one_owner");
		this.jdbc.execute("alter table account add constraint one_owner unique (owner) deferrable initially deferred");
	}

	@Test
	void failureOfTheCommitItselfIsNotTold() {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> inTransaction(() -> {
			persist(new Account("a", "Ann"), new Account("b", "Ann"), new Book("book"), new Note("note"));
			flush();
		})).withStackTraceContaining("one_owner");
		assertThat(heard()).isEmpty();
		inTransaction(() -> persist(new Book("another")));
		assertThat(heard()).containsExactly("+another");
		assertThat(stored(Account.class)).isEmpty();
	}

	@Test
	void failureOfTheCommitOfAnInnerTransactionLeavesTheOuterOne() {
		inTransaction(() -> {
			persist(new Book("outer"));
			flush();
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> inNewTransaction(() -> persist(new Account("a", "Ann"), new Account("b", "Ann"))));
			assertThat(heard()).isEmpty();
		});
		assertThat(heard()).containsExactly("+outer");
	}

	@Test
	void failureOfTheCommitOfAListenerLeavesTheOthers() {
		this.script.onCreated(Book.class, (book) -> inTransaction(
				() -> persist(new Account(book.getTitle() + " 1", "Ann"), new Account(book.getTitle() + " 2", "Ann"))));
		inTransaction(() -> persist(new Book("one"), new Book("two")));
		assertThat(heard()).containsExactly("+one", "+two");
		assertThat(this.failures.all()).extracting((failure) -> failure.event().getId())
			.hasSize(2)
			.doesNotHaveDuplicates();
		assertThat(this.failures.all())
			.allSatisfy((failure) -> assertThat(failure.error()).isInstanceOf(DataAccessException.class));
	}

	@Test
	void failureOfTheCommitOfAnOwnEntityManagerIsNotTold() {
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			own.getTransaction().begin();
			own.persist(new Account("a", "Ann"));
			own.persist(new Account("b", "Ann"));
			own.flush();
			assertThatExceptionOfType(RollbackException.class).isThrownBy(own.getTransaction()::commit);
			own.clear();
			own.getTransaction().begin();
			own.persist(new Book("another"));
			own.getTransaction().commit();
		}
		assertThat(heard()).containsExactly("+another");
	}

}
