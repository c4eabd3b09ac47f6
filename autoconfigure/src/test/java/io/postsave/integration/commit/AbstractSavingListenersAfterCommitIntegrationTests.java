package io.postsave.integration.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.delivery.EndlessSavesException;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Books;
import io.postsave.library.catalog.Notes;
import jakarta.persistence.TransactionRequiredException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listeners that read and save after the commit.
 */
abstract class AbstractSavingListenersAfterCommitIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	Books books;

	@Autowired
	Notes notes;

	@Test
	void listenerReadsWhatWasCommitted() {
		List<Object> found = new ArrayList<>();
		this.script.onCreated(Book.class, (book) -> {
			found.add(this.books.findById(book.getId()).map(Book::getTitle).orElse("nothing"));
			found.add(CompletableFuture.supplyAsync(() -> stored(Book.class)).join());
		});
		inTransaction(() -> persist(new Book("one")));
		assertThat(found).containsExactly("one", List.of("one"));
	}

	@Test
	void listenerRunsOutsideAnyTransaction() {
		List<Object> seen = new ArrayList<>();
		this.script.onCreated(Book.class,
				(book) -> seen.addAll(List.of(TransactionSynchronizationManager.isActualTransactionActive(),
						TransactionSynchronizationManager.isSynchronizationActive(),
						TransactionSynchronizationManager.getResourceMap(),
						String.valueOf(TransactionSynchronizationManager.getCurrentTransactionName()))));
		TransactionTemplate named = new TransactionTemplate(this.transactionManager);
		named.setName("named");
		named.executeWithoutResult((status) -> persist(new Book("one")));
		assertThat(seen.subList(0, 2)).containsExactly(false, false);
		assertThat((Map<?, ?>) seen.get(2)).isEmpty();
		assertThat(seen.get(3)).isEqualTo("null");
	}

	@Test
	void listenerSavesThroughARepository() {
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note("about " + book.getTitle())));
		this.books.save(new Book("one"));
		assertThat(heard()).containsExactly("+one", "+about one");
		assertThat(stored(Note.class)).containsExactly("about one");
	}

	@Test
	void listenerSavesInATransactionOfItsOwn() {
		this.script.onCreated(Book.class,
				(book) -> inTransaction(() -> persist(new Note("first of " + book.getTitle()))));
		inTransaction(() -> {
			persist(new Book("one"));
			flush();
			persist(new Book("two"));
		});
		assertThat(heard()).containsExactly("+one", "+two", "+first of one", "+first of two");
		assertThat(stored(Note.class)).containsExactly("first of one", "first of two");
	}

	@Test
	void listenerSavesInANewTransaction() {
		this.script.onCreated(Book.class, (book) -> inNewTransaction(() -> persist(new Note(book.getTitle()))));
		inTransaction(() -> persist(new Book("one")));
		assertThat(heard()).containsExactly("+one", "+one");
		assertThat(stored(Note.class)).containsExactly("one");
	}

	@Test
	void listenerUpdatesWhatItIsToldOf() {
		this.script.onCreated(Book.class, (book) -> {
			book.setAuthor("Ann");
			this.books.save(book);
		});
		inTransaction(() -> persist(new Book("one")));
		assertThat(heard()).containsExactly("+one", "~one");
		assertThat(this.script.heard().get(1).getChanges()).containsOnlyKeys("author");
		assertThat(this.books.findAll()).extracting(Book::getAuthor).containsExactly("Ann");
	}

	@Test
	void changeOfAListenerWithoutATransactionIsNotWritten() {
		this.script.onCreated(Book.class, (book) -> book.setTitle("changed"));
		inTransaction(() -> persist(new Book("one")));
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(stored(Book.class)).containsExactly("one");
	}

	@Test
	void listenerThatSavesWithoutATransactionFails() {
		this.script.onCreated(Book.class, (book) -> persist(new Note("lost")));
		inTransaction(() -> persist(new Book("one")));
		assertThat(heard()).containsExactly("+one");
		assertThat(this.failures.all()).hasSize(1);
		assertThat(this.failures.all().get(0).error()).isInstanceOf(TransactionRequiredException.class);
	}

	@Test
	void listenerUsesSynchronizationsOfItsOwnTransaction() {
		List<String> steps = new ArrayList<>();
		this.script.onCreated(Book.class, (book) -> inTransaction(
				() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						steps.add("listener's commit");
					}

				})));
		inTransaction(() -> {
			persist(new Book("one"));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					steps.add("caller's completion");
				}

			});
		});
		assertThat(steps).containsExactly("caller's completion", "listener's commit");
	}

	@Test
	void deliveriesWaitInLineAndNeverNest() {
		List<String> steps = new ArrayList<>();
		this.script.onCreated(Book.class, (book) -> {
			steps.add("begin " + book.getTitle());
			this.notes.save(new Note("first of " + book.getTitle()));
			this.notes.save(new Note("second of " + book.getTitle()));
			steps.add("end " + book.getTitle());
		});
		this.script.onCreated(Note.class, (note) -> {
			steps.add("begin " + note.getText());
			if (note.getText().startsWith("first")) {
				note.setText(note.getText() + ", updated");
				this.notes.save(note);
			}
			steps.add("end " + note.getText());
		});
		this.script.onUpdated(Note.class, (note) -> steps.add("updated " + note.getText()));
		inTransaction(() -> persist(new Book("a"), new Book("b")));
		assertThat(steps).containsExactly("begin a", "end a", "begin b", "end b", "begin first of a",
				"end first of a, updated", "begin second of a", "end second of a", "begin first of b",
				"end first of b, updated", "begin second of b", "end second of b", "updated first of a, updated",
				"updated first of b, updated");
	}

	@Test
	void chainAsLongAsItsBoundIsTold() {
		this.script.onCreated(Book.class, (book) -> {
			int number = Integer.parseInt(book.getTitle());
			if (number < 64) {
				this.books.save(new Book(String.valueOf(number + 1)));
			}
		});
		inTransaction(() -> persist(new Book("1")));
		assertThat(heard()).isEqualTo(IntStream.rangeClosed(1, 64).mapToObj((number) -> "+" + number).toList());
		assertThat(this.books.count()).isEqualTo(64);
		assertThat(this.failures.all()).isEmpty();
	}

	@Test
	void endlessChainEndsAtItsBound() {
		this.script.onCreated(Book.class, (book) -> this.books.save(new Book("another")));
		inTransaction(() -> persist(new Book("first")));
		assertThat(this.script.heard()).hasSize(64);
		assertThat(this.books.count()).isEqualTo(65);
		assertThat(this.failures.all()).hasSize(1);
		assertThat(this.failures.all().get(0).error()).isInstanceOf(EndlessSavesException.class)
			.hasMessageContaining("64")
			.hasMessageContaining("post-save.max-rounds")
			.hasMessageContaining("Script.on");
		assertThat(this.failures.all().get(0).event().getEntityType()).isEqualTo(Book.class);
	}

	@Test
	void manyDeliveriesSideBySideAreNoChain() {
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note(book.getTitle())));
		inTransaction(() -> IntStream.range(0, 1100).forEach((i) -> persist(new Book("book " + i))));
		assertThat(this.notes.count()).isEqualTo(1100);
		assertThat(this.script.heard()).hasSize(2200);
		assertThat(this.failures.all()).isEmpty();
	}

}
