package io.postsave.benchmark;

import java.util.concurrent.atomic.LongAdder;

import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Listeners to what {@link AnnouncedArticle} announces.
 */
final class Announced {

	private Announced() {
	}

	/**
	 * Told in the transaction.
	 */
	record InTransaction(LongAdder calls) {

		@EventListener
		void saved(ArticleSaved event) {
			this.calls.increment();
		}

	}

	/**
	 * Told after the commit, as Spring Modulith keeps a register of.
	 */
	static class AfterCommit {

		private final LongAdder calls;

		AfterCommit(LongAdder calls) {
			this.calls = calls;
		}

		@TransactionalEventListener
		void saved(ArticleSaved event) {
			this.calls.increment();
		}

	}

}
