package io.postsave.integration.commit;

import java.util.List;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.library.catalog.Shelf;
import io.postsave.library.catalog.Volume;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of rows that are gone before they are told, with delivery in the transaction.
 */
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class RemovedRowsInTransactionIntegrationTests extends AbstractRemovedRowsIntegrationTests {

	@Test
	void rowThatAListenerRemovesIsToldIfNothingIsFlushedAnyMore() {
		List<Note> notes = List.of(new Note("one"), new Note("two"));
		this.script.onCreated(Note.class, (note) -> this.entityManager.remove(notes.get(1)));
		inTransaction(() -> {
			this.entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			persist(notes.toArray());
		});
		assertThat(heard()).containsExactly("+one", "+two");
		assertThat(stored(Note.class)).containsExactly("one", "two");
	}

	@Test
	void rowWhoseRemovalALaterListenerWithdrawsIsToldInTheNextRound() {
		List<Book> books = List.of(new Book("one"), new Book("two"), new Book("three"));
		this.script.onCreated(Book.class, (book) -> {
			switch (book.getTitle()) {
				case "one" -> this.entityManager.remove(books.get(1));
				case "three" -> persist(books.get(1));
				default -> {
				}
			}
		});
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one", "+three", "+two");
	}

	@Test
	void orphanIsToldUntilAFlushFindsIt() {
		Shelf shelf = new Shelf("one");
		shelf.add("orphan");
		this.script.onCreated(Shelf.class, (created) -> created.getVolumes().clear());
		inTransaction(() -> persist(shelf));
		assertThat(heard()).containsExactly("+one", "+orphan");
		assertThat(stored(Volume.class)).isEmpty();
	}

	@Test
	void rowIsToldBeforeItIsRemovedBehindAFlush() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			this.entityManager.remove(book);
		});
		assertThat(heard()).containsExactly("+one");
	}

}
