package io.postsave.benchmark;

import io.postsave.PostSaveEvent;

import org.springframework.context.annotation.Configuration;
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
	@Configuration(proxyBeanMethods = false)
	record ToOthers(Hearing hearing) {

		@EventListener
		void created(PostSaveEvent.Created<Supplier> event) {
			this.hearing.heard();
		}

		@EventListener
		void saved(PostSaveEvent<AuditedArticle> event) {
			this.hearing.heard();
		}

	}

	/**
	 * Listens to the type.
	 */
	@Configuration(proxyBeanMethods = false)
	record Typed(Hearing hearing) {

		@EventListener
		void saved(PostSaveEvent<PlainArticle> event) {
			this.hearing.heard();
		}

	}

	/**
	 * Listens to articles with a collection.
	 */
	@Configuration(proxyBeanMethods = false)
	record Tagged(Hearing hearing) {

		@EventListener
		void saved(PostSaveEvent<TaggedArticle> event) {
			this.hearing.heard();
		}

	}

	/**
	 * Listens to one kind of saves, each with a method of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	record ToKinds(Hearing hearing) {

		@EventListener
		void created(PostSaveEvent.Created<PlainArticle> event) {
			this.hearing.heard();
		}

		@EventListener
		void updated(PostSaveEvent.Updated<PlainArticle> event) {
			this.hearing.heard();
		}

	}

	/**
	 * Asks which attributes have changed.
	 */
	@Configuration(proxyBeanMethods = false)
	record Conditional(Hearing hearing) {

		@EventListener(condition = "#event.hasChanged('stock')")
		void saved(PostSaveEvent<PlainArticle> event) {
			this.hearing.heard();
		}

	}

	/**
	 * Told after the commit by Spring.
	 */
	@Configuration(proxyBeanMethods = false)
	record Transactional(Hearing hearing) {

		@TransactionalEventListener
		void saved(PostSaveEvent<PlainArticle> event) {
			this.hearing.heard();
		}

	}

}
