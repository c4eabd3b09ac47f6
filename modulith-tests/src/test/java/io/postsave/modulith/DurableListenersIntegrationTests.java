package io.postsave.modulith;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.postsave.PostSaveEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Module listeners that are told of saves and that may fail.
 */
@SpringBootTest(properties = "post-save.modulith.resubmit-interval=200ms")
class DurableListenersIntegrationTests {

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private Mailbox mailbox;

	@BeforeEach
	void reset() {
		this.mailbox.failures = 0;
		await().untilAsserted(
				() -> assertThat(statuses()).doesNotContain("PUBLISHED", "PROCESSING", "RESUBMITTED", "FAILED"));
		this.mailbox.heard.clear();
	}

	@Test
	void deliversAfterTheCommit() throws InterruptedException {
		Long id = save("Ada");
		assertThat(this.mailbox.heard.poll(5, TimeUnit.SECONDS)).isEqualTo(new Heard(id, "Ada", true, true));
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("COMPLETED"));
	}

	@Test
	void deliversAgainWhatHasFailed() throws InterruptedException {
		this.mailbox.failures = 2;
		Long id = save("Grace");
		assertThat(this.mailbox.heard.poll(5, TimeUnit.SECONDS)).isEqualTo(new Heard(id, "Grace", true, true));
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("COMPLETED"));
	}

	@Test
	void completesWhatIsGone() {
		this.mailbox.failures = 1;
		Long id = save("Gone");
		await().untilAsserted(() -> assertThat(this.mailbox.failures).isZero());
		this.jdbc.update("delete from reader where id = ?", id);
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("COMPLETED"));
	}

	@Test
	void storesNoEntity() {
		Long id = save("Private");
		String stored = this.jdbc.queryForObject(
				"select serialized_event from event_publication order by publication_date desc limit 1", String.class);
		assertThat(stored).contains("\"type\":\"" + Reader.class.getName() + "\"", "\"id\":" + id);
	}

	private List<String> statuses() {
		return this.jdbc.queryForList("select status from event_publication", String.class);
	}

	private Long save(String name) {
		Reader reader = new Reader(name);
		this.transaction.executeWithoutResult((status) -> this.entities.persist(reader));
		return Objects.requireNonNull(reader.id);
	}

	record Heard(@Nullable Object id, String name, boolean managed, boolean inTransaction) {
	}

	static class Mailbox {

		final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

		volatile int failures;

	}

	static class Letters {

		private final EntityManager entities;

		private final Mailbox mailbox;

		Letters(EntityManager entities, Mailbox mailbox) {
			this.entities = entities;
			this.mailbox = mailbox;
		}

		@ApplicationModuleListener
		void welcome(PostSaveEvent.Created<Reader> event) {
			if (this.mailbox.failures > 0) {
				this.mailbox.failures--;
				throw new IllegalStateException("The mail server is down");
			}
			Reader reader = event.getEntity();
			this.mailbox.heard.add(new Heard(event.getId(), reader.name, this.entities.contains(reader),
					TransactionSynchronizationManager.isActualTransactionActive()));
		}

	}

	@Entity(name = "Reader")
	static class Reader {

		@Id
		@GeneratedValue
		@Nullable Long id;

		@Version
		@Nullable Long version;

		String name;

		Reader() {
			this("");
		}

		Reader(String name) {
			this.name = name;
		}

	}

	@SpringBootApplication
	static class Application {

		@Bean
		Mailbox mailbox() {
			return new Mailbox();
		}

		@Bean
		Letters letters(EntityManager entities, Mailbox mailbox) {
			return new Letters(entities, mailbox);
		}

	}

}
