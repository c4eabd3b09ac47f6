package io.postsave.benchmark;

import org.springframework.context.annotation.Configuration;
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
	@Configuration(proxyBeanMethods = false)
	record InTransaction(Hearing hearing) {

		@EventListener
		void saved(ArticleSaved event) {
			this.hearing.heard();
		}

	}

	/**
	 * Told after the commit, as Spring Modulith keeps a register of.
	 */
	@Configuration(proxyBeanMethods = false)
	static class AfterCommit {

		private final Hearing hearing;

		AfterCommit(Hearing hearing) {
			this.hearing = hearing;
		}

		@TransactionalEventListener
		void saved(ArticleSaved event) {
			this.hearing.heard();
		}

	}

}
