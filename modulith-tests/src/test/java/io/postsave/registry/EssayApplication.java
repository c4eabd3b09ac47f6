package io.postsave.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.postsave.PostWriteEvent;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;

/**
 * An application whose listeners hear of everything.
 */
@SpringBootApplication
class EssayApplication {

	@Bean
	Heard heard() {
		return new Heard();
	}

	@Bean
	Listeners listeners(Heard heard) {
		return new Listeners(heard);
	}

	/**
	 * What was heard by whom.
	 */
	static class Heard {

		final List<PostWriteEvent<?>> inTransaction = new CopyOnWriteArrayList<>();

		final List<PostWriteEvent<?>> durable = new CopyOnWriteArrayList<>();

		final AtomicInteger failures = new AtomicInteger();

		void clear() {
			this.inTransaction.clear();
			this.durable.clear();
		}

	}

	/**
	 * The listeners.
	 */
	static class Listeners {

		private final Heard heard;

		Listeners(Heard heard) {
			this.heard = heard;
		}

		@EventListener
		void all(PostWriteEvent<?> event) {
			this.heard.inTransaction.add(event);
		}

		@ApplicationModuleListener
		void allDurable(PostWriteEvent<?> event) {
			if (this.heard.failures.getAndUpdate((left) -> Math.max(left - 1, 0)) > 0) {
				throw new IllegalStateException("Not yet");
			}
			this.heard.durable.add(event);
		}

	}

}
