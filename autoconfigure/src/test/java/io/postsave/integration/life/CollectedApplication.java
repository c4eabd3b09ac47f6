package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.postsave.PostWriteEvent;
import org.hibernate.resource.jdbc.spi.StatementInspector;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * An application whose entities own collections, and a listener that hears of every
 * write.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan("io.postsave.library.collected")
class CollectedApplication {

	@Bean
	Ear ear() {
		return new Ear();
	}

	/**
	 * Hears everything, remembers it, and does what a test tells it to.
	 */
	static class Ear {

		private final List<PostWriteEvent<?>> heard = Collections.synchronizedList(new ArrayList<>());

		private Consumer<PostWriteEvent<?>> action = (event) -> {
		};

		@EventListener
		void on(PostWriteEvent<?> event) {
			this.heard.add(event);
			this.action.accept(event);
		}

		void onEvent(Consumer<PostWriteEvent<?>> action) {
			this.action = action;
		}

		List<PostWriteEvent<?>> heard() {
			return List.copyOf(this.heard);
		}

		void reset() {
			this.heard.clear();
			this.action = (event) -> {
			};
		}

	}

	/**
	 * Notes the statements that are executed on the current thread.
	 */
	@SuppressWarnings("serial")
	public static class Statements implements StatementInspector {

		static final List<String> executed = new ArrayList<>();

		@Override
		public String inspect(String sql) {
			executed.add(sql);
			return sql;
		}

	}

}
