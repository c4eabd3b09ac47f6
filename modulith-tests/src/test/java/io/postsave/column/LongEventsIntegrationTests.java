package io.postsave.column;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.postsave.PostSaveEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Events that are longer than the column of the registry, of 4,000 characters on H2.
 */
@SpringBootTest(properties = "post-save.modulith.resubmit-interval=200ms")
@ExtendWith(OutputCaptureExtension.class)
class LongEventsIntegrationTests {

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Heard heard;

	@Test
	void saveOfALongTextSucceedsAndItsChangesAreNotKnown(CapturedOutput output) {
		save("x".repeat(5000));
		await().untilAsserted(() -> assertThat(this.heard.known).containsExactly("first unknown", "later unknown"));
		save("y".repeat(5000));
		save("short");
		await().untilAsserted(() -> assertThat(this.heard.known).hasSize(4).contains("later unknown", "later [text]"));
		assertThat(output.getAll().lines().filter((line) -> line.contains("is longer than the 4000 characters")))
			.singleElement()
			.asString()
			.contains("WARN", Novel.class.getName(), "SERIALIZED_EVENT");
	}

	private void save(String text) {
		this.transaction.executeWithoutResult((status) -> this.entities.persist(new Novel(text)));
	}

	static class Heard {

		final List<String> known = new CopyOnWriteArrayList<>();

		final AtomicInteger calls = new AtomicInteger();

	}

	static class Library {

		private final Heard heard;

		Library(Heard heard) {
			this.heard = heard;
		}

		@ApplicationModuleListener
		void added(PostSaveEvent.Created<Novel> event) {
			String changes = event.isChangesKnown() ? event.getChanges().keySet().toString() : "unknown";
			if (this.heard.calls.incrementAndGet() == 1) {
				this.heard.known.add("first " + changes);
				throw new IllegalStateException("The first call fails");
			}
			this.heard.known.add("later " + changes);
		}

	}

	@Entity(name = "Novel")
	static class Novel {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Lob
		@JdbcTypeCode(SqlTypes.LONG32VARCHAR)
		String text;

		Novel() {
			this("");
		}

		Novel(String text) {
			this.text = text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = LongEventsIntegrationTests.class)
	static class Application {

		@Bean
		Heard heard() {
			return new Heard();
		}

		@Bean
		Library library(Heard heard) {
			return new Library(heard);
		}

	}

}
