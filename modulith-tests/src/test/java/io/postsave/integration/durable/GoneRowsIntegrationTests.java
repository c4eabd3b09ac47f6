package io.postsave.integration.durable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.postsave.PostSaveEvent;
import io.postsave.integration.durable.Mailbox.Letter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.event.TransactionalEventListener;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Events that are delivered when their row is gone.
 */
class GoneRowsIntegrationTests {

	@ParameterizedTest
	@ValueSource(classes = { Letters.OfCreated.class, Letters.OfAll.class })
	void laterDeliveryOfASaveIsSkipped(Class<?> listener) {
		DurableApplication.Starter starter = DurableApplication.withListeners(listener);
		starter.leaveOwed((application) -> application.removeRow(application.save("Gone")));
		starter.mailbox().calls().clear();
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().calls()).isEmpty();
		}
	}

	@Test
	void firstDeliveryThatAsksForTheEntityIsSkipped() throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Patient.class);
		try (DurableApplication application = starter.start()) {
			Long id = application.save("Gone");
			Patient patient = application.bean(Patient.class);
			assertThat(patient.called().await(10, TimeUnit.SECONDS)).isTrue();
			application.removeRow(id);
			patient.mayAsk().countDown();
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(application.attempts()).containsExactly(1);
			assertThat(starter.mailbox().calls()).isEmpty();
		}
	}

	@Test
	void failsIfAskedTo() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("post-save.modulith.gone-rows=fail", "post-save.modulith.max-attempts=1000");
		starter.leaveOwed((application) -> application.removeRow(application.save("Gone")));
		starter.mailbox().calls().clear();
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.attempts()).allMatch((attempts) -> attempts > 3));
			assertThat(starter.mailbox().calls()).isEmpty();
			application.jdbc().update("insert into member (id, version, name) values (1, 0, 'Back')");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Wrapping.class, InAFuture.class })
	void firstDeliveryIsSkippedHoweverTheListenerSaysThatTheRowIsGone(Class<?> listener) {
		DurableApplication.Starter starter = DurableApplication.withListeners(listener);
		try (DurableApplication application = starter.start()) {
			application.save("Gone");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(application.attempts()).containsExactly(1);
		}
	}

	@Test
	void deletionIsDelivered() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfDeleted.class);
		Long[] id = new Long[1];
		starter.leaveOwed((application) -> {
			id[0] = application.save("Gone");
			application.delete(id[0]);
		});
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).extracting(Letter::id, Letter::kind)
				.containsExactly(tuple(id[0], "deleted"));
		}
	}

	@Test
	void saveOfARowThatWasDeletedLaterIsSkippedAndItsDeletionDelivered() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfAll.class);
		starter.leaveOwed((application) -> application.delete(application.save("Short")));
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.statuses()).containsOnly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).extracting(Letter::kind).containsExactly("deleted");
		}
	}

	static class Wrapping {

		private final JdbcTemplate jdbc;

		Wrapping(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@ApplicationModuleListener
		void welcome(PostSaveEvent.Created<Member> event) {
			this.jdbc.update("delete from member");
			try {
				event.getEntity();
			}
			catch (RuntimeException ex) {
				throw new IllegalStateException("There is nobody to write to", ex);
			}
		}

	}

	static class InAFuture {

		private final JdbcTemplate jdbc;

		InAFuture(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@TransactionalEventListener
		CompletableFuture<Member> welcome(PostSaveEvent.Created<Member> event) {
			return CompletableFuture.supplyAsync(() -> {
				this.jdbc.update("delete from member");
				return event.getEntity();
			});
		}

	}

	static class Patient {

		private final CountDownLatch called = new CountDownLatch(1);

		private final CountDownLatch mayAsk = new CountDownLatch(1);

		private final Mailbox mailbox;

		Patient(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		CountDownLatch called() {
			return this.called;
		}

		CountDownLatch mayAsk() {
			return this.mayAsk;
		}

		@ApplicationModuleListener
		void welcome(PostSaveEvent.Created<Member> event) throws InterruptedException {
			this.called.countDown();
			this.mayAsk.await(10, TimeUnit.SECONDS);
			event.getEntity();
			this.mailbox.deliver("patient", event);
		}

	}

}
