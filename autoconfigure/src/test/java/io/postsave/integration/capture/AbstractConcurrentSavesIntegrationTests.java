package io.postsave.integration.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.Bookshop;
import io.postsave.integration.support.Kind;
import io.postsave.integration.support.LibraryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of many threads that save at the same time.
 */
@LibraryTest
abstract class AbstractConcurrentSavesIntegrationTests {

	private static final int THREADS = 8;

	private static final int TRANSACTIONS = 50;

	@Autowired
	Bookshop bookshop;

	@Autowired
	Script script;

	@BeforeEach
	void empty() {
		this.bookshop.empty();
	}

	@Test
	void threadsNeverSeeEachOthersSaves() throws Exception {
		Map<String, List<String>> toldByThread = new ConcurrentHashMap<>();
		this.script.onCreated(Book.class, (book) -> {
			remember(toldByThread, book.getTitle());
			this.bookshop.save(Kind.NOTE, "copy of " + book.getTitle());
		});
		this.script.onCreated(Note.class, (note) -> remember(toldByThread, note.getText()));
		saveInAllThreads();
		List<String> titles = new ArrayList<>();
		assertThat(toldByThread).hasSize(THREADS);
		for (int thread = 0; thread < THREADS; thread++) {
			List<String> expected = new ArrayList<>();
			for (int i = 0; i < TRANSACTIONS; i++) {
				String title = thread + "/" + i;
				expected
					.addAll(List.of(title + " a", title + " b", "copy of " + title + " a", "copy of " + title + " b"));
				if (!isRolledBack(i)) {
					titles.addAll(List.of(title + " a", title + " b"));
				}
			}
			assertThat(toldByThread.get("saver " + thread)).isEqualTo(expected);
		}
		assertThat(this.script.heard()).hasSize(THREADS * TRANSACTIONS * 4);
		assertThat(this.bookshop.stored(Kind.BOOK)).containsExactlyInAnyOrderElementsOf(titles);
		assertThat(this.bookshop.stored(Kind.NOTE))
			.containsExactlyInAnyOrderElementsOf(titles.stream().map((title) -> "copy of " + title).toList());
	}

	private void saveInAllThreads() throws Exception {
		CyclicBarrier start = new CyclicBarrier(THREADS);
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> savers = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				int number = thread;
				savers.add(executor.submit(() -> {
					Thread.currentThread().setName("saver " + number);
					start.await();
					for (int i = 0; i < TRANSACTIONS; i++) {
						save(number + "/" + i, i);
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

	private void save(String title, int i) {
		Runnable saves = () -> {
			this.bookshop.save(Kind.BOOK, title + " a");
			this.bookshop.save(Kind.BOOK, title + " b");
		};
		if (isRolledBack(i)) {
			this.bookshop.inRolledBackTransaction(() -> {
				saves.run();
				this.bookshop.count(Kind.BOOK);
			});
		}
		else {
			this.bookshop.inTransaction(saves);
		}
	}

	private static boolean isRolledBack(int i) {
		return i % 5 == 4;
	}

	private static void remember(Map<String, List<String>> toldByThread, String text) {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
		toldByThread.computeIfAbsent(Thread.currentThread().getName(), (name) -> new CopyOnWriteArrayList<>())
			.add(text);
	}

}
