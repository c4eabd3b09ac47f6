package io.postsave.integration.durable;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Stored events that cannot be read, or only by a former name of their class.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableEventsIntegrationTests {

	private static final String FORMER = "com.example.Subscriber";

	private static final String REPUBLISH = "spring.modulith.events.republish-outstanding-events-on-restart=true";

	@Test
	void renamedClassIsKnownByItsAlias() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> application.save("Former"));
		renameClass(starter);
		try (DurableApplication application = starter
			.start("post-save.modulith.type-aliases." + FORMER + "=" + Member.class.getName())) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).hasSize(1);
		}
	}

	@Test
	void renamedNestedClassIsKnownByItsAliasInBrackets() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCards.class);
		starter
			.leaveOwed((application) -> application.inTransaction((entities) -> entities.persist(new Member.Card())));
		starter.jdbc()
			.update("update event_publication set serialized_event = replace(serialized_event, ?, ?)",
					Member.Card.class.getName(), "com.example.Subscriber$Ticket");
		try (DurableApplication application = starter
			.start("post-save.modulith.type-aliases.[com.example.Subscriber$Ticket]=" + Member.Card.class.getName())) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).hasSize(1);
		}
	}

	@Test
	void renamedClassIsKeptReportedOnceAndBlocksNobody(CapturedOutput output) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> {
			application.save("Former");
			application.save("Present");
		});
		renameClass(starter);
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("FAILED", "COMPLETED"));
			application.save("New");
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(application.statuses()).containsExactly("FAILED", "COMPLETED", "COMPLETED"));
		}
		assertThat(errors(output)).singleElement().asString().contains(FORMER);
	}

	@Test
	void blocksNeitherTheStartupNorTheShutdown(CapturedOutput output) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class,
				Letters.OfAll.class);
		starter.leaveOwed((application) -> {
			application.save("Former");
			application.save("Present");
		});
		renameClass(starter);
		try (DurableApplication application = starter.start(REPUBLISH, "post-save.modulith.resubmit-interval=0")) {
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(starter.mailbox().delivered()).hasSize(2));
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).filteredOn("COMPLETED"::equals).hasSize(2));
			assertThat(application.statuses()).hasSize(4);
		}
		assertThat(errors(output)).singleElement().asString().contains(FORMER);
		try (DurableApplication application = starter.start(
				"post-save.modulith.type-aliases." + FORMER + "=" + Member.class.getName(),
				"spring.modulith.events.staleness.resubmitted=200ms")) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).hasSize(4).containsOnly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).hasSize(4);
		}
	}

	@Test
	void listenerToAnythingIsNotCalledWithWhatCannotBeRead(CapturedOutput output) {
		DurableApplication.Starter starter = DurableApplication
			.withListeners(ListenerKindsIntegrationTests.OfObjects.class);
		starter.leaveOwed((application) -> application.save("Former"));
		renameClass(starter);
		starter.mailbox().calls().clear();
		try (DurableApplication application = starter.start(REPUBLISH)) {
			application.save("Present");
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(application.statuses()).hasSize(2).filteredOn("COMPLETED"::equals).hasSize(1));
			assertThat(starter.mailbox().calls()).hasSize(1);
		}
		assertThat(errors(output)).singleElement().asString().contains(FORMER);
	}

	@Test
	void brokenJsonIsKeptAndReportedOnce(CapturedOutput output) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> application.save("Broken"));
		starter.jdbc().update("update event_publication set serialized_event = '{\"v\":1,'");
		try (DurableApplication application = starter.start()) {
			application.save("Present");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("FAILED", "COMPLETED"));
		}
		assertThat(errors(output)).singleElement().asString().contains("PostSaveEvent$Created");
	}

	@Test
	void manyBeforeAGoodOneDoNotStarveIt(CapturedOutput output) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> {
			application.inTransaction((entities) -> IntStream.range(0, 250)
				.forEach((number) -> entities.persist(new Member("Former " + number))));
			application.save("Present");
		});
		renameClass(starter);
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(starter.mailbox().delivered()).hasSize(1));
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).filteredOn("FAILED"::equals).hasSize(250));
		}
		assertThat(errors(output)).singleElement().asString().contains(FORMER);
	}

	private static void renameClass(DurableApplication.Starter starter) {
		int renamed = starter.jdbc()
			.update("update event_publication set serialized_event = replace(serialized_event, ?, ?) "
					+ "where serialized_event like '%Former%'", Member.class.getName(), FORMER);
		assertThat(renamed).isPositive();
	}

	private static List<String> errors(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains(" ERROR ") && line.contains("cannot be read"))
			.filter((line) -> line.contains("WriteEventSerializer"))
			.toList();
	}

}
