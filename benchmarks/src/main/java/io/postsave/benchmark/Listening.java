package io.postsave.benchmark;

import java.util.concurrent.atomic.LongAdder;

import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Listeners to the events of post-save.
 */
final class Listening {

	private Listening() {
	}

	/**
	 * Listens to types that are not saved.
	 */
	record ToOthers(LongAdder calls) {

		@EventListener
		void created(PostSaveEvent.Created<TaggedArticle> event) {
			this.calls.increment();
		}

		@EventListener
		void saved(PostSaveEvent<AuditedArticle> event) {
			this.calls.increment();
		}

	}

	/**
	 * Listens to the type.
	 */
	record Typed(LongAdder calls) {

		@EventListener
		void saved(PostSaveEvent<PlainArticle> event) {
			this.calls.increment();
		}

	}

	/**
	 * Listens to articles with a collection.
	 */
	record Tagged(LongAdder calls) {

		@EventListener
		void saved(PostSaveEvent<TaggedArticle> event) {
			this.calls.increment();
		}

	}

	/**
	 * Listens to one kind of saves, each with a method of its own.
	 */
	record ToKinds(LongAdder calls) {

		@EventListener
		void created(PostSaveEvent.Created<PlainArticle> event) {
			this.calls.increment();
		}

		@EventListener
		void updated(PostSaveEvent.Updated<PlainArticle> event) {
			this.calls.increment();
		}

	}

	/**
	 * Asks which attributes have changed.
	 */
	record Conditional(LongAdder calls) {

		@EventListener(condition = "#event.hasChanged('stock')")
		void saved(PostSaveEvent<PlainArticle> event) {
			this.calls.increment();
		}

	}

	/**
	 * Told after the commit by Spring.
	 */
	record Transactional(LongAdder calls) {

		@TransactionalEventListener
		void saved(PostSaveEvent<PlainArticle> event) {
			this.calls.increment();
		}

	}

}
