package io.postsave.integration.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Books;
import io.postsave.library.catalog.Notes;
import io.postsave.library.catalog.Shelf;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of delivery after the commit under load: many more threads than connections, and
 * each of them needs a connection for what its listener saves.
 */
@TestPropertySource(properties = { "spring.datasource.hikari.maximum-pool-size=4",
		"spring.datasource.hikari.connection-timeout=10000" })
abstract class AbstractConcurrentDeliveriesIntegrationTests extends AbstractAfterCommitIntegrationTests {

	private static final int THREADS = 32;

	private static final int SAVES = 25;

	private static final List<String> TITLES = IntStream.range(0, THREADS)
		.boxed()
		.flatMap((thread) -> IntStream.range(0, SAVES).mapToObj((save) -> thread + "/" + save))
		.sorted()
		.toList();

	@Autowired
	Books books;

	@Autowired
	Notes notes;

	@Test
	void nothingIsLostAndNothingIsToldTwice() throws Exception {
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note(book.getTitle())));
		inAllThreads((title) -> this.books.save(new Book(title)));
		assertThat(stored(Book.class)).isEqualTo(TITLES);
		assertThat(stored(Note.class)).isEqualTo(TITLES);
		assertThat(this.failures.all()).isEmpty();
		assertThat(heard()).containsExactlyInAnyOrderElementsOf(told());
		assertThat(this.script.lines()).filteredOn("+Book"::equals).hasSameSizeAs(TITLES);
	}

	@Test
	void nothingIsLostIfListenersLoadLazily() throws Exception {
		this.script.onUpdated(Shelf.class, (shelf) -> {
			assertThat(shelf.getVolumes()).hasSize(1);
			this.notes.save(new Note(shelf.getName()));
		});
		inAllThreads((title) -> {
			Shelf shelf = new Shelf("new");
			shelf.add("volume of " + title);
			inTransaction(() -> persist(shelf));
			inTransaction(() -> this.entityManager.find(Shelf.class, shelf.getId()).setName(title));
		});
		assertThat(this.failures.all()).isEmpty();
		assertThat(stored(Shelf.class)).isEqualTo(TITLES);
		assertThat(stored(Note.class)).isEqualTo(TITLES);
	}

	private static List<String> told() {
		return TITLES.stream().flatMap((title) -> Stream.of("+" + title, "+" + title)).toList();
	}

	private static void inAllThreads(Consumer<String> save) throws Exception {
		CyclicBarrier start = new CyclicBarrier(THREADS);
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> savers = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				int number = thread;
				savers.add(executor.submit(() -> {
					start.await();
					for (int i = 0; i < SAVES; i++) {
						save.accept(number + "/" + i);
					}
					return null;
				}));
			}
			for (Future<?> saver : savers) {
				saver.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

}
