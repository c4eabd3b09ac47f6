package io.postsave.sample.books;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Counts the events of the import that the current thread runs, and says how far it has
 * come.
 */
@Component
class ImportProgress {

	private final ThreadLocal<@Nullable Counter> current = new ThreadLocal<>();

	private final ApplicationEventPublisher events;

	ImportProgress(ApplicationEventPublisher events) {
		this.events = events;
	}

	/**
	 * Runs an import.
	 * @param total how many books it has
	 * @param books the import
	 * @return what has been counted
	 */
	ImportProgressed during(int total, Runnable books) {
		Counter counter = new Counter(total);
		this.current.set(counter);
		this.events.publishEvent(counter.progress());
		try {
			books.run();
			return counter.progress();
		}
		finally {
			this.current.remove();
		}
	}

	/**
	 * Counts books, if they are imported.
	 */
	void booksTold(int books) {
		Counter counter = this.current.get();
		if (counter != null) {
			counter.told += books;
			this.events.publishEvent(counter.progress());
		}
	}

	/**
	 * The events of one import.
	 */
	private static final class Counter {

		private final long start = System.nanoTime();

		private final int total;

		private int told;

		private Counter(int total) {
			this.total = total;
		}

		private ImportProgressed progress() {
			long nanos = Math.max(1, System.nanoTime() - this.start);
			return new ImportProgressed(this.told, this.total, this.told * TimeUnit.SECONDS.toNanos(1) / nanos);
		}

	}

}
