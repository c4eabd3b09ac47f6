package io.postsave.integration.durable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.postsave.PostSaveEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.PropertySource;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.core.Staleness;
import org.springframework.transaction.support.TransactionTemplate;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is read from and left in the registry, by settings of ours and of the engine's.
 */
@ExtendWith(OutputCaptureExtension.class)
class RegistrySettingsIntegrationTests {

	@ParameterizedTest
	@CsvSource({ "published, PUBLISHED", "processing, PROCESSING", "resubmitted, RESUBMITTED" })
	void stalenessIsFiveMinutesUnlessTheApplicationSaysOtherwise(String property, Status status) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		try (DurableApplication application = starter.start("spring.modulith.events.staleness." + property + "=7s")) {
			for (Status each : List.of(Status.PUBLISHED, Status.PROCESSING, Status.RESUBMITTED)) {
				assertThat(application.bean(Staleness.class).getStaleness(each))
					.isEqualTo((each == status) ? Duration.ofSeconds(7) : Duration.ofMinutes(5));
			}
		}
	}

	@Test
	void stalenessInAFileOfTheApplicationWins() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class, Settings.class);
		try (DurableApplication application = starter.start()) {
			Staleness staleness = application.bean(Staleness.class);
			assertThat(staleness.getStaleness(Status.PUBLISHED)).isEqualTo(Duration.ofSeconds(7));
			assertThat(staleness.getStaleness(Status.PROCESSING)).isEqualTo(Duration.ofMinutes(5));
			assertThat(staleness.getStaleness(Status.RESUBMITTED)).isEqualTo(Duration.ofSeconds(8));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUBLISHED", "PROCESSING", "RESUBMITTED" })
	void whatAProcessLeftBehindIsDeliveredWhenItIsStale(String status) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("spring.modulith.events.staleness." + status.toLowerCase(Locale.ROOT) + "=2s");
		starter.leaveOwed((application) -> application.save("Ada"));
		starter.mailbox().calls().clear();
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (DurableApplication application = starter.start("post-save.modulith.resubmit-interval=0")) {
			application.jdbc()
				.update("update event_publication set status = ?, last_resubmission_date = current_timestamp", status);
		}
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).hasSize(1);
		}
	}

	@Test
	void whatIsUnderwayIsNotDeliveredBeforeItIsStale() throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> {
			application.save("Ada");
			application.save("Grace");
			application.save("Joan");
		});
		starter.mailbox().calls().clear();
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (DurableApplication application = starter.start("post-save.modulith.resubmit-interval=0")) {
			List<String> ids = application.jdbc().queryForList("select id from event_publication", String.class);
			for (String status : List.of("PUBLISHED", "PROCESSING", "RESUBMITTED")) {
				application.jdbc()
					.update("update event_publication set status = ?, last_resubmission_date = current_timestamp "
							+ "where id = ?", status, ids.remove(0));
			}
		}
		try (DurableApplication application = starter.start()) {
			Thread.sleep(1000);
			assertThat(application.statuses()).containsExactlyInAnyOrder("PUBLISHED", "PROCESSING", "RESUBMITTED");
			assertThat(starter.mailbox().calls()).isEmpty();
		}
	}

	@Test
	void intervalOfZeroNeverResubmits() throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> application.save("Ada"));
		starter.mailbox().calls().clear();
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (DurableApplication application = starter.start("post-save.modulith.resubmit-interval=0")) {
			Thread.sleep(1000);
			assertThat(application.statuses()).containsExactly("FAILED");
			assertThat(starter.mailbox().calls()).isEmpty();
			assertThat(Thread.getAllStackTraces().keySet()).as("of this application")
				.filteredOn((thread) -> !before.contains(thread))
				.extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("post-save"));
		}
	}

	@Test
	void otherEventsOfTheApplicationAreLeftAlone() throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class, Orders.class)
			.with("spring.modulith.events.staleness.published=100ms",
					"spring.modulith.events.staleness.resubmitted=100ms");
		starter.mailbox().failing(1);
		try (DurableApplication application = starter.start()) {
			application.bean(TransactionTemplate.class)
				.executeWithoutResult((status) -> application.context().publishEvent(new Ordered("A book")));
			application.save("Ada");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("FAILED", "COMPLETED"));
			application.jdbc().update("update event_publication set status = 'RESUBMITTED' where status = 'FAILED'");
			Thread.sleep(500);
			assertThat(application.statuses()).containsExactly("RESUBMITTED", "COMPLETED");
			assertThat(application.bean(Orders.class).calls()).isEqualTo(1);
		}
	}

	@Test
	void switchedOffApplicationKeepsWhatIsStored(CapturedOutput output) throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> application.save("Ada"));
		starter.mailbox().calls().clear();
		try (DurableApplication application = starter.start("post-save.enabled=false")) {
			application.save("Nobody is told");
			Thread.sleep(500);
			assertThat(application.statuses()).containsExactly("FAILED");
			assertThat(starter.mailbox().calls()).isEmpty();
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains(" ERROR ") && line.contains("i.postsave")))
			.isEmpty();
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "delete, 0", "archive, 1" })
	void completedEventsAreDeletedOrArchivedAsTheEngineIsTold(String mode, int archived) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("spring.modulith.events.completion-mode=" + mode);
		starter.mailbox().failing(2);
		try (DurableApplication application = starter.start()) {
			Long id = application.save("Ada");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.statuses()).isEmpty());
			assertThat(starter.mailbox().ids()).containsExactly(id);
			if (archived > 0) {
				assertThat(application.jdbc()
					.queryForObject("select count(*) from event_publication_archive", Integer.class))
					.isEqualTo(archived);
			}
		}
	}

	@Test
	void applicationWithoutDurableListenersReadsNothing() throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(InTransaction.class, Orders.class,
				CapturedStatements.Wrapping.class);
		try (DurableApplication application = starter.start()) {
			CapturedStatements statements = application.bean(CapturedStatements.class);
			application.save("Ada");
			assertThat(statements.all()).isNotEmpty();
			assertThat(statements.ofRegistry()).isEmpty();
			statements.clear();
			Thread.sleep(600);
			assertThat(statements.all()).isEmpty();
			application.save("Grace");
			assertThat(statements.all()).isNotEmpty();
			assertThat(statements.ofRegistry()).isEmpty();
		}
	}

	@Test
	void engineMonitorsStalenessIfTheApplicationAsksForIt() {
		DurableApplication.Starter starter = DurableApplication.withListeners(InTransaction.class,
				CapturedStatements.Wrapping.class);
		try (DurableApplication application = starter.start("spring.modulith.events.staleness.published=7s")) {
			CapturedStatements statements = application.bean(CapturedStatements.class);
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(statements.ofRegistry()).isNotEmpty());
		}
	}

	@PropertySource("classpath:io/postsave/integration/durable/staleness.properties")
	static class Settings {

	}

	record Ordered(String what) {
	}

	static class Orders {

		private volatile int calls;

		int calls() {
			return this.calls;
		}

		@ApplicationModuleListener
		void fail(Ordered event) {
			this.calls++;
			throw new IllegalStateException("Out of stock");
		}

	}

	static class InTransaction {

		@EventListener
		void hear(PostSaveEvent<Member> event) {
		}

	}

}
