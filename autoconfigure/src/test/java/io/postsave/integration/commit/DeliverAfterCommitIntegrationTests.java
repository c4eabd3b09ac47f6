package io.postsave.integration.commit;

import io.postsave.PostSaveEvents;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.delivery.EndlessSavesException;
import io.postsave.integration.support.Failures;
import io.postsave.integration.support.LibraryTest;
import io.postsave.test.TestPostSave;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Tests of after-commit listeners within and without a test's transaction.
 */
@LibraryTest
@Import(Failures.class)
@TestPropertySource(properties = "post-save.delivery=after-commit")
class DeliverAfterCommitIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	PostSaveEvents events;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Script script;

	@Autowired
	Failures failures;

	@BeforeEach
	void reset() {
		this.script.reset();
		this.failures.reset();
	}

	private void assertNotInATestTransaction() {
		assertThatIllegalStateException().isThrownBy(TestPostSave::deliverAfterCommit)
			.withMessageContaining("@Transactional")
			.withMessageContaining("commit");
	}

	@Nested
	@Transactional
	class InATestTransaction {

		private int toldBeforeTheEnd;

		@AfterEach
		void rememberWhatWasTold() {
			this.toldBeforeTheEnd = script.heard().size();
		}

		@AfterTransaction
		void everythingIsRolledBackAndNothingIsToldOfIt() {
			assertThat(jdbc.sql("select count(*) from book").query(Long.class).single()).isZero();
			assertThat(jdbc.sql("select count(*) from note").query(Long.class).single()).isZero();
			assertThat(script.heard()).hasSize(this.toldBeforeTheEnd);
		}

		@Test
		void eachSaveIsToldOnce() {
			entityManager.persist(new Note("one"));
			entityManager.persist(new Book("one"));
			TestPostSave.deliverAfterCommit();
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Note", "+Book");
		}

		@Test
		void createThenUpdateIsToldOnceAsCreated() {
			Book book = new Book("one");
			entityManager.persist(book);
			entityManager.flush();
			book.setTitle("two");
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Book");
			assertThat(script.heard().get(0).getChanges().get("title").newValue()).isEqualTo("two");
		}

		@Test
		void deliveryInATransactionWithinTellsOfThatAlone() {
			entityManager.persist(new Book("outer"));
			entityManager.flush();
			TransactionTemplate inner = new TransactionTemplate(transaction.getTransactionManager(),
					new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
			inner.executeWithoutResult((status) -> {
				entityManager.persist(new Note("inner"));
				TestPostSave.deliverAfterCommit();
				assertThat(script.lines()).containsExactly("+Note");
				status.setRollbackOnly();
			});
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Note", "+Book");
		}

		@Test
		void savesAfterADeliveryAreToldByTheNext() {
			Book book = new Book("one");
			entityManager.persist(book);
			TestPostSave.deliverAfterCommit();
			book.setTitle("two");
			entityManager.persist(new Note("one"));
			assertThat(script.lines()).containsExactly("+Book");
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Book", "+Note", "~Book");
			assertThat(script.heard().get(2).getChanges().get("title").oldValue()).isEqualTo("one");
		}

		@Test
		void removedAndMutedSavesAreNotTold() {
			Book book = new Book("one");
			entityManager.persist(book);
			entityManager.flush();
			entityManager.remove(book);
			events.mute(() -> entityManager.persist(new Note("muted")));
			TestPostSave.deliverAfterCommit();
			assertThat(script.heard()).isEmpty();
		}

		@Test
		void rowThatAListenerRemovesIsNotTold() {
			Book book = new Book("one");
			entityManager.persist(new Note("one"));
			entityManager.persist(book);
			entityManager.persist(new Account("one", "Ann"));
			script.onCreated(Note.class, (note) -> entityManager.remove(book));
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Note", "+Account");
			assertThat(entityManager.contains(book)).isFalse();
		}

		@Test
		void rowThatAListenerRemovesByAQueryIsNotTold() {
			Book book = new Book("one");
			entityManager.persist(new Note("one"));
			entityManager.persist(book);
			script.onCreated(Note.class, (note) -> {
				entityManager.remove(entityManager.getReference(Book.class, book.getId()));
				assertThat(entityManager.createQuery("from Book", Book.class).getResultList()).isEmpty();
				entityManager.clear();
			});
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Note");
		}

		@Test
		void rowWhoseRemovalAListenerWithdrawsIsToldOnce() {
			Book book = new Book("one");
			entityManager.persist(new Note("one"));
			entityManager.persist(book);
			entityManager.persist(new Account("one", "Ann"));
			script.onCreated(Note.class, (note) -> entityManager.remove(book));
			script.onCreated(Account.class, (account) -> {
				entityManager.persist(book);
				book.setTitle("two");
			});
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Note", "+Account", "+Book");
			assertThat(script.heard().get(2).getChanges().get("title").newValue()).isEqualTo("two");
		}

		@Test
		void savesAreToldThoughTheyWereCleared() {
			entityManager.persist(new Book("one"));
			entityManager.flush();
			entityManager.clear();
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Book");
		}

		@Test
		void whatListenersSaveIsToldInTurn() {
			script.onCreated(Book.class, (book) -> entityManager.persist(new Note("about " + book.getTitle())));
			script.onCreated(Note.class, (note) -> note.setText("about another"));
			entityManager.persist(new Book("one"));
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Book", "+Note", "~Note");
		}

		@Test
		void whatListenersSaveInATransactionThatJoinsIsToldInTurn() {
			script.onCreated(Book.class,
					(book) -> transaction.executeWithoutResult((status) -> entityManager.persist(new Note("one"))));
			entityManager.persist(new Book("one"));
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Book", "+Note");
		}

		@Test
		void listenersThatNeverComeToAnEndFail() {
			script.onCreated(Book.class, (book) -> entityManager.persist(new Book("next")));
			entityManager.persist(new Book("one"));
			assertThatRuntimeException().isThrownBy(TestPostSave::deliverAfterCommit)
				.withMessageContaining("must come to an end");
			assertThat(failures.all()).singleElement()
				.satisfies((failure) -> assertThat(failure.error()).isInstanceOf(EndlessSavesException.class));
		}

		@Test
		void failingListenerIsHandledAsAfterTheCommit() {
			script.onCreated(Book.class, (book) -> {
				throw new IllegalArgumentException("planned");
			});
			entityManager.persist(new Book("one"));
			entityManager.persist(new Book("two"));
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Book", "+Book");
			assertThat(failures.all()).hasSize(2)
				.allSatisfy((failure) -> assertThat(failure.error()).hasMessage("planned"));
		}

		@Test
		void deliveryAfterTheEndOfTheTestTransactionFails() {
			entityManager.persist(new Book("one"));
			TestTransaction.end();
			assertNotInATestTransaction();
		}

		@Test
		void deliveryInANewTestTransactionTellsOfThatAlone() {
			entityManager.persist(new Book("one"));
			TestTransaction.end();
			TestTransaction.start();
			entityManager.persist(new Note("two"));
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Note");
		}

		@Test
		void commitOfTheTestTransactionTellsWhatWasNotDelivered() {
			Book book = new Book("one");
			entityManager.persist(book);
			TestPostSave.deliverAfterCommit();
			Note note = new Note("two");
			entityManager.persist(note);
			TestTransaction.flagForCommit();
			TestTransaction.end();
			assertThat(script.lines()).containsExactly("+Book", "+Note");
			jdbc.sql("delete from book").update();
			jdbc.sql("delete from note").update();
		}

	}

	@Nested
	class OutsideOfATestTransaction {

		@Test
		void deliveryFails() {
			assertNotInATestTransaction();
		}

		@Test
		void deliveryInAnotherTransactionFails() {
			transaction.executeWithoutResult((status) -> {
				entityManager.persist(new Book("one"));
				assertNotInATestTransaction();
				status.setRollbackOnly();
			});
			assertThat(script.heard()).isEmpty();
		}

	}

	@Nested
	@Transactional
	@TestPropertySource(properties = "post-save.delivery=in-transaction")
	class WithDeliveryInTheTransaction {

		@Test
		void deliveryAfterTheCommitTellsNothingTwice() {
			entityManager.persist(new Book("one"));
			entityManager.flush();
			assertThat(script.lines()).containsExactly("+Book");
			entityManager.persist(new Note("two"));
			TestPostSave.deliverAfterCommit();
			TestPostSave.deliverAfterCommit();
			assertThat(script.lines()).containsExactly("+Book", "+Note");
		}

	}

}
