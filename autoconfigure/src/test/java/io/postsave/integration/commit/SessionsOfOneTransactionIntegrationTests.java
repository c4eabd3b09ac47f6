package io.postsave.integration.commit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.postsave.AttributeChange;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of rows that several sessions write in one transaction: child sessions, and
 * stateless ones that have been given its connection.
 */
class SessionsOfOneTransactionIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Test
	void createdInOneAndUpdatedInAnotherIsToldOnceAsCreated() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			inChild((child) -> child.find(Book.class, book.getId()).setTitle("two"));
		});
		assertThat(heard()).containsExactly("+two");
		assertThat(only().getChanges()).isEqualTo(Map.of("title", new AttributeChange(null, "two")));
	}

	@Test
	void createdInAChildAndUpdatedInItsParentIsToldOnceAsCreated() {
		inTransaction(() -> {
			Book book = new Book("one");
			inChild((child) -> child.persist(book));
			find(book).setTitle("two");
			flush();
			find(book).setAuthor("Ann");
		});
		assertThat(heard()).containsExactly("+two");
		assertThat(only().getChanges()).containsOnlyKeys("author", "title");
	}

	@Test
	void updatesOfSeveralAreToldOnceFromTheFirstOldToTheLastNewValue() {
		Book book = new Book("one");
		saved(book);
		inTransaction(() -> {
			inChild((child) -> child.find(Book.class, book.getId()).setTitle("two"));
			inChild((child) -> child.find(Book.class, book.getId()).setTitle("three"));
		});
		assertThat(heard()).containsExactly("~three");
		assertThat(only().getChanges()).isEqualTo(Map.of("title", new AttributeChange("one", "three")));
	}

	@Test
	void rowOfAStatelessSessionIsMergedWithThoseOfOthers() {
		inTransaction(() -> {
			Book book = new Book("one");
			inStateless((session) -> session.insert(book));
			find(book).setTitle("two");
			flush();
			clear();
			inStateless((session) -> {
				Book found = session.get(Book.class, book.getId());
				found.setTitle("three");
				session.update(found);
			});
		});
		assertThat(heard()).containsExactly("+three");
		assertThat(only().getChanges()).isEqualTo(Map.of("title", new AttributeChange(null, "three")));
	}

	@Test
	void rowsOfStatelessSessionsAloneAreMerged() {
		inTransaction(() -> {
			Book book = new Book("one");
			inStateless((session) -> session.insert(book));
			inStateless((session) -> {
				book.setTitle("two");
				session.update(book);
			});
		});
		assertThat(heard()).containsExactly("+two");
	}

	@Test
	void rowThatAnotherOneRemovesIsNotTold() {
		inTransaction(() -> {
			Book first = new Book("first");
			Book second = new Book("second");
			persist(first);
			flush();
			inChild((child) -> {
				child.remove(child.getReference(Book.class, first.getId()));
				child.persist(second);
			});
			clear();
			this.entityManager.remove(find(second));
			persist(new Book("there"));
		});
		assertThat(heard()).containsExactly("+there");
		assertThat(stored(Book.class)).containsExactly("there");
	}

	@Test
	void rowOfAStatelessSessionThatAnotherOneRemovesIsNotTold() {
		inTransaction(() -> {
			Book book = new Book("gone");
			inStateless((session) -> session.insert(book));
			this.entityManager.remove(find(book));
		});
		assertThat(heard()).isEmpty();
	}

	@Test
	void rowsAreToldInTheOrderOfTheirFirstWriting() {
		inTransaction(() -> {
			persist(new Note("one"));
			inChild((child) -> child.persist(new Book("two")));
			persist(new Note("three"));
			inStateless((session) -> session.insert(new Book("four")));
		});
		assertThat(heard()).containsExactly("+one", "+two", "+three", "+four");
	}

	@Test
	void transactionWithinIsNotMixedWithTheOneAroundIt() {
		Book book = new Book("one");
		saved(book);
		inTransaction(() -> {
			persist(new Note("outer"));
			inNewTransaction(() -> {
				find(book).setTitle("two");
				flush();
				inChild((child) -> child.find(Book.class, book.getId()).setTitle("three"));
			});
			assertThat(heard()).containsExactly("~three");
		});
		assertThat(heard()).containsExactly("~three", "+outer");
	}

	@Test
	void nothingIsToldOfARollback() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			persist(new Note("one"));
			inChild((child) -> child.persist(new Book("two")));
			inStateless((session) -> session.insert(new Book("three")));
			status.setRollbackOnly();
		});
		assertThat(heard()).isEmpty();
	}

	private Book find(Book book) {
		return this.entityManager.find(Book.class, book.getId());
	}

	private void inChild(Consumer<Session> work) {
		try (Session child = this.entityManager.unwrap(Session.class).sessionWithOptions().connection().openSession()) {
			work.accept(child);
			child.flush();
		}
	}

	private void inStateless(Consumer<StatelessSession> work) {
		this.entityManager.unwrap(Session.class).doWork((connection) -> {
			try (StatelessSession session = this.entityManagerFactory.unwrap(SessionFactory.class)
				.openStatelessSession(connection)) {
				work.accept(session);
			}
		});
	}

	/**
	 * Tests of the same with delivery in the transaction.
	 */
	@Nested
	@TestPropertySource(properties = "post-save.delivery=in-transaction")
	class InTransaction {

		@Test
		void identityInsertThatAnotherOneRemovesIsNotTold() {
			inTransaction(() -> {
				Note note = new Note("one");
				persist(note, new Note("two"));
				inChild((child) -> child.remove(child.getReference(Note.class, note.getId())));
				clear();
			});
			assertThat(heard()).containsExactly("+two");
			assertThat(stored(Note.class)).containsExactly("two");
		}

		@Test
		void eachWriteIsTold() {
			inTransaction(() -> {
				Book book = new Book("one");
				persist(book);
				flush();
				inChild((child) -> child.find(Book.class, book.getId()).setTitle("two"));
			});
			assertThat(List.copyOf(heard())).containsExactly("+one", "~two");
		}

	}

}
