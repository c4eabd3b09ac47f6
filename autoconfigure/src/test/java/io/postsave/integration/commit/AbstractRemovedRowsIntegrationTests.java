package io.postsave.integration.commit;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Shelf;
import io.postsave.library.catalog.Volume;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of rows that are gone before it is told that they were saved, with either
 * delivery. What the listener does, it does in the caller's transaction or, after the
 * commit, in one of its own.
 */
@Import(AbstractRemovedRowsIntegrationTests.Second.class)
abstract class AbstractRemovedRowsIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	Second second;

	@BeforeEach
	void reset() {
		this.second.heard.clear();
	}

	@Test
	void persistedThenRemovedWithoutAFlushIsNotTold() {
		inTransaction(() -> {
			Book book = new Book("sequence");
			Note note = new Note("identity");
			Account account = new Account("assigned", "Ann");
			Shelf shelf = new Shelf("shelf");
			shelf.add("volume");
			persist(book, note, account, shelf);
			List.of(book, note, account, shelf).forEach(this.entityManager::remove);
			persist(new Book("still there"));
		});
		assertThat(heard()).containsExactly("+still there");
	}

	@Test
	void identityInsertThatIsRemovedBeforeTheFlushIsNotTold() {
		inTransaction(() -> {
			Note note = new Note("one");
			persist(note, new Note("two"));
			this.entityManager.remove(note);
			flush();
			persist(new Note("three"));
		});
		assertThat(heard()).containsExactly("+two", "+three");
		assertThat(stored(Note.class)).containsExactly("three", "two");
	}

	@Test
	void identityInsertThatIsRemovedByReferenceAfterAClearIsNotTold() {
		inTransaction(() -> {
			Note note = new Note("one");
			persist(note);
			clear();
			this.entityManager.remove(this.entityManager.getReference(Note.class, note.getId()));
		});
		assertThat(heard()).isEmpty();
		assertThat(stored(Note.class)).isEmpty();
	}

	@Test
	void identityInsertThatIsRemovedBeforeAQueryIsNotTold() {
		inTransaction(() -> {
			Note note = new Note("one");
			persist(note);
			this.entityManager.remove(note);
			assertThat(this.entityManager.createQuery("from Note", Note.class).getResultList()).isEmpty();
		});
		assertThat(heard()).isEmpty();
	}

	@Test
	void identityInsertWhoseRemovalIsWithdrawnIsTold() {
		inTransaction(() -> {
			Note note = new Note("one");
			persist(note);
			this.entityManager.remove(note);
			persist(note);
		});
		assertThat(heard()).containsExactly("+one");
		assertThat(stored(Note.class)).containsExactly("one");
	}

	@Test
	void identityInsertWhoseRemovalIsForgottenByAClearIsTold() {
		inTransaction(() -> {
			Note note = new Note("one");
			persist(note);
			this.entityManager.remove(note);
			clear();
			persist(new Book("another"));
		});
		assertThat(heard()).containsExactly("+one", "+another");
	}

	@Test
	void identityInsertWhoseRemovalIsNeverFlushedIsTold() {
		inTransaction(() -> {
			this.entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			Note note = new Note("one");
			persist(note);
			this.entityManager.remove(note);
		});
		assertThat(heard()).containsExactly("+one");
		assertThat(stored(Note.class)).containsExactly("one");
	}

	@Test
	void updatedThenRemovedInOneFlushIsNotTold() {
		Shelf shelf = new Shelf("one");
		Volume volume = shelf.add("one");
		saved(shelf);
		inTransaction(() -> {
			Shelf found = this.entityManager.find(Shelf.class, shelf.getId());
			found.getVolumes().get(0).setTitle("two");
			found.getVolumes().clear();
			found.setName("two");
		});
		assertThat(heard()).containsExactly("~two");
		assertThat(stored(Volume.class)).isEmpty();
		assertThat(volume.getTitle()).isEqualTo("one");
	}

	@Test
	void rowOfOneFlushThatTheListenerToAnotherRemovesIsNotTold() {
		List<Book> books = List.of(new Book("one"), new Book("two"), new Book("three"));
		onFirst("one", () -> remove(books.get(1)));
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one", "+three");
		assertThat(this.second.heard).containsExactly("+one", "+three");
		assertThat(stored(Book.class)).containsExactly("one", "three");
	}

	@Test
	void identityInsertsThatTheListenerToAnotherRemovesAreNotTold() {
		List<Note> notes = List.of(new Note("one"), new Note("two"), new Note("three"));
		this.script.onCreated(Note.class, (note) -> {
			if (note.getText().equals("one")) {
				inTransaction(() -> notes.subList(1, 3)
					.forEach((other) -> this.entityManager.remove(this.entityManager.find(Note.class, other.getId()))));
			}
		});
		inTransaction(() -> persist(notes.toArray()));
		assertThat(heard()).containsExactly("+one");
		assertThat(stored(Note.class)).containsExactly("one");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void removedRowIsNotToldIfTheListenerFlushesOrQueries(boolean flush) {
		List<Book> books = List.of(new Book("one"), new Book("two"), new Book("three"));
		onFirst("one", () -> {
			remove(books.get(1));
			if (flush) {
				flush();
			}
			else {
				assertThat(this.entityManager.createQuery("from Book", Book.class).getResultList()).hasSize(2);
			}
			find(books.get(2)).setAuthor("listener");
		});
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one", "+three", "~three");
	}

	@Test
	void everyListenerIsToldOfTheRowThatOneOfThemRemoves() {
		Book book = new Book("one");
		onFirst("one", () -> {
			remove(book);
			flush();
		});
		inTransaction(() -> persist(book));
		assertThat(heard()).containsExactly("+one");
		assertThat(this.second.heard).containsExactly("+one");
		assertThat(stored(Book.class)).isEmpty();
	}

	@Test
	void updatesThatTheListenerToAnotherRemovesAreNotTold() {
		List<Book> books = List.of(new Book("one"), new Book("two"));
		saved(books.toArray());
		this.script.onUpdated(Book.class, (book) -> {
			if (book.getTitle().equals("one")) {
				inTransaction(() -> remove(books.get(1)));
			}
		});
		inTransaction(() -> books.forEach((book) -> find(book).setAuthor("changed")));
		assertThat(heard()).containsExactly("~one");
		assertThat(stored(Book.class)).containsExactly("one");
	}

	@Test
	void rowWhoseRemovalTheListenerWithdrawsIsTold() {
		List<Book> books = List.of(new Book("one"), new Book("two"), new Book("three"));
		onFirst("one", () -> {
			Book found = find(books.get(1));
			this.entityManager.remove(found);
			persist(found);
		});
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one", "+two", "+three");
		assertThat(stored(Book.class)).containsExactly("one", "three", "two");
	}

	@Test
	void rowThatAListenerRemovesAndAClearForgetsIsTold() {
		List<Book> books = List.of(new Book("one"), new Book("two"));
		onFirst("one", () -> {
			remove(books.get(1));
			clear();
		});
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one", "+two");
		assertThat(stored(Book.class)).containsExactly("one", "two");
	}

	@Test
	void rowThatAListenerRemovesByReferenceIsNotTold() {
		List<Book> books = List.of(new Book("one"), new Book("two"));
		onFirst("one", () -> {
			clear();
			this.entityManager.remove(this.entityManager.getReference(Book.class, books.get(1).getId()));
		});
		inTransaction(() -> persist(books.toArray()));
		assertThat(heard()).containsExactly("+one");
		assertThat(stored(Book.class)).containsExactly("one");
	}

	@ParameterizedTest
	@EnumSource
	void rowsThatGoWithWhatAListenerRemovesAreNotTold(Way way) {
		Shelf shelf = new Shelf("one");
		shelf.add("a");
		shelf.add("b");
		this.script.onCreated(Shelf.class, (created) -> inTransaction(() -> {
			Shelf found = this.entityManager.find(Shelf.class, shelf.getId());
			switch (way) {
				case CASCADE -> this.entityManager.remove(found);
				case ORPHANS -> found.getVolumes().clear();
				case ORPHAN -> found.getVolumes().remove(0);
			}
			flush();
		}));
		inTransaction(() -> persist(shelf));
		assertThat(heard()).filteredOn((line) -> !line.equals("+one"))
			.isEqualTo(stored(Volume.class).stream().map((title) -> "+" + title).toList());
		assertThat(stored(Volume.class)).hasSize((way == Way.ORPHAN) ? 1 : 0);
	}

	@Test
	void rowOfALaterRoundThatAListenerRemovesIsNotTold() {
		List<Note> notes = List.of(new Note("first"), new Note("second"));
		this.script.onCreated(Book.class, (book) -> inTransaction(() -> persist(notes.toArray())));
		this.script.onCreated(Note.class, (note) -> {
			if (note.getText().equals("first")) {
				inTransaction(
						() -> this.entityManager.remove(this.entityManager.find(Note.class, notes.get(1).getId())));
			}
		});
		inTransaction(() -> persist(new Book("one")));
		assertThat(heard()).containsExactly("+one", "+first");
		assertThat(stored(Note.class)).containsExactly("first");
	}

	@Test
	void rowThatIsRemovedAndPersistedAgainIsToldAsItIsThere() {
		onFirst("one", () -> {
			this.entityManager.remove(this.entityManager.find(Account.class, "a"));
			flush();
			persist(new Account("a", "Bob"));
		});
		inTransaction(() -> persist(new Book("one"), new Account("a", "Ann")));
		assertThat(heard()).containsExactly("+one", "+a");
		assertThat(this.script.heard().get(1).getChanges().get("owner").newValue()).isEqualTo("Bob");
	}

	@Test
	void removedRowThatNobodyWaitsForChangesNothing() {
		Book book = new Book("one");
		saved(book);
		inTransaction(() -> {
			remove(book);
			flush();
			persist(new Book("two"));
		});
		assertThat(heard()).containsExactly("+two");
	}

	/**
	 * Has the listener to the book of that title act in a transaction.
	 */
	void onFirst(String title, Runnable action) {
		this.script.onCreated(Book.class, (book) -> {
			if (book.getTitle().equals(title)) {
				inTransaction(action);
			}
		});
	}

	Book find(Book book) {
		return this.entityManager.find(Book.class, book.getId());
	}

	void remove(Book book) {
		this.entityManager.remove(find(book));
	}

	/**
	 * How children go with their parent.
	 */
	enum Way {

		CASCADE, ORPHANS, ORPHAN

	}

	/**
	 * A listener that is told after the one that acts.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Second {

		final List<String> heard = new ArrayList<>();

		@EventListener
		void on(PostSaveEvent<?> event) {
			this.heard.add(describe(event));
		}

	}

}
