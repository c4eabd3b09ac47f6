package io.postsave.integration.commit;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.library.catalog.Shelf;
import io.postsave.library.catalog.Volume;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of rows that are gone before they are told, with delivery after the commit.
 */
@Import(RemovedRowsAfterCommitIntegrationTests.Early.class)
class RemovedRowsAfterCommitIntegrationTests extends AbstractRemovedRowsIntegrationTests {

	@Autowired
	Early early;

	@BeforeEach
	void resetEarly() {
		this.early.action = () -> {
		};
	}

	@Test
	void rowThatAListenerInTheTransactionRemovesIsNotTold() {
		List<Book> books = List.of(new Book("one"), new Book("two"));
		this.early.action = () -> {
			if (this.entityManager.contains(books.get(1))) {
				this.entityManager.remove(books.get(1));
			}
		};
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one");
		assertThat(stored(Book.class)).containsExactly("one");
	}

	@Test
	void rowWhoseRemovalIsRolledBackIsTold() {
		List<Book> books = List.of(new Book("one"), new Book("two"));
		this.script.onCreated(Book.class,
				(book) -> new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
					remove(books.get(1));
					flush();
					status.setRollbackOnly();
				}));
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one", "+two");
	}

	@Test
	void rowThatIsRemovedByAnEntityManagerOfTheListenersOwnIsNotTold() {
		List<Book> books = List.of(new Book("one"), new Book("two"));
		this.script.onCreated(Book.class, (book) -> {
			try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
				own.getTransaction().begin();
				own.remove(own.getReference(Book.class, books.get(1).getId()));
				own.getTransaction().commit();
			}
		});
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one");
	}

	@Test
	void rowOfACommitThatWaitsInLineIsNotToldIfItIsRemoved() {
		List<Note> notes = new ArrayList<>();
		this.script.onCreated(Book.class, (book) -> {
			if (book.getTitle().equals("one")) {
				Note note = new Note("waiting");
				notes.add(note);
				inTransaction(() -> persist(note));
			}
			else {
				inTransaction(
						() -> this.entityManager.remove(this.entityManager.find(Note.class, notes.get(0).getId())));
			}
		});
		inTransaction(() -> persist(new Book("one"), new Book("two")));
		assertThat(heard()).containsExactly("+one", "+two");
		assertThat(stored(Note.class)).isEmpty();
	}

	@Test
	void rowThatASynchronizationRemovesAfterTheCommitIsNotTold() {
		Book book = new Book("one");
		inTransaction(() -> {
			persist(book, new Book("two"));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					inNewTransaction(() -> remove(book));
				}

			});
		});
		assertThat(heard()).containsExactly("+two");
		assertThat(stored(Book.class)).containsExactly("two");
	}

	@Test
	void rowsOfOtherTypesWithTheSameIdAreTold() {
		inTransaction(() -> {
			this.entityManager.createNativeQuery("insert into book (id, title) values (-1, 'zero')").executeUpdate();
			this.entityManager.createNativeQuery("insert into shelf (id, name) values (-1, 'zero')").executeUpdate();
		});
		onFirst("one", () -> this.entityManager.remove(this.entityManager.find(Book.class, -1L)));
		inTransaction(() -> {
			persist(new Book("one"));
			flush();
			this.entityManager.find(Shelf.class, -1L).setName("changed");
		});
		assertThat(heard()).containsExactly("+one", "~changed");
	}

	@Test
	void orphanThatTheCommitOfAListenerRemovesIsNotTold() {
		Shelf shelf = new Shelf("one");
		saved(shelf);
		onFirst("one", () -> this.entityManager.find(Shelf.class, shelf.getId()).getVolumes().clear());
		inTransaction(() -> {
			persist(new Book("one"));
			flush();
			this.entityManager.find(Shelf.class, shelf.getId()).add("volume");
		});
		assertThat(heard()).containsExactly("+one");
		assertThat(stored(Volume.class)).isEmpty();
	}

	/**
	 * A listener that is told in the transaction.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Early {

		Runnable action = () -> {
		};

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, fallbackExecution = true)
		void on(PostSaveEvent<?> event) {
			this.action.run();
		}

	}

}
