package io.postsave.integration.durable;

import java.util.List;
import java.util.stream.IntStream;

import io.postsave.integration.durable.Mailbox.Letter;
import org.junit.jupiter.api.Test;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What durable delivery costs.
 */
class CostIntegrationTests {

	@Test
	void eachListenerCostsThreeRowWritesAndNoMore() {
		DurableApplication.Starter starter = DurableApplication
			.withListeners(Letters.OfCreated.class, Letters.OfAll.class, CapturedStatements.Wrapping.class)
			.with("post-save.modulith.resubmit-interval=0");
		try (DurableApplication application = starter.start()) {
			CapturedStatements statements = application.bean(CapturedStatements.class);
			assertThat(statementsOf(application, statements, () -> application.save("Ada"), 2))
				.extracting((statement) -> statement.substring(0, statement.indexOf(' ')))
				.containsExactlyInAnyOrder("insert", "update", "update", "insert", "update", "update");
			Long id = starter.mailbox().delivered().get(0).id() instanceof Long known ? known : -1L;
			assertThat(statementsOf(application, statements, () -> application.rename(id, "Grace"), 3)).hasSize(3);
			assertThat(statementsOf(application, statements, () -> application.delete(id), 4)).hasSize(3);
		}
	}

	@Test
	void savesThatNobodyIsOwedCostNothing() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCards.class,
				RegistrySettingsIntegrationTests.InTransaction.class, CapturedStatements.Wrapping.class);
		try (DurableApplication application = starter.start("post-save.modulith.resubmit-interval=0")) {
			CapturedStatements statements = application.bean(CapturedStatements.class);
			statements.clear();
			application.rename(application.save("Ada"), "Grace");
			assertThat(statements.all()).isNotEmpty();
			assertThat(statements.ofRegistry()).isEmpty();
		}
	}

	@Test
	void backlogOfAThousandDrainsWithoutDuplicates() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> application.inTransaction((entities) -> IntStream.range(0, 1000)
			.forEach((number) -> entities.persist(new Member("Member " + number)))));
		try (DurableApplication application = starter.start("post-save.modulith.resubmit-interval=1s")) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).hasSize(1000).containsOnly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).hasSize(1000).extracting(Letter::event).doesNotHaveDuplicates();
		}
	}

	private static List<String> statementsOf(DurableApplication application, CapturedStatements statements,
			Runnable work, int completed) {
		statements.clear();
		work.run();
		await().atMost(PATIENCE)
			.until(() -> application.statuses().stream().filter("COMPLETED"::equals).count() == completed);
		return statements.ofRegistry()
			.stream()
			.filter((statement) -> !statement.startsWith("select status from event_publication"))
			.toList();
	}

}
