package io.postsave.integration.durable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.postsave.PostSaveEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.modulith.events.ApplicationModuleListener;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Listeners that fail until they are called no more.
 */
@ExtendWith(OutputCaptureExtension.class)
class MaxAttemptsIntegrationTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void asManyCallsAreMadeAndThenNoMore(int maxAttempts, CapturedOutput output) throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("post-save.modulith.max-attempts=" + maxAttempts);
		starter.mailbox().alwaysFailing();
		try (DurableApplication application = starter.start()) {
			application.save("Ada");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(givenUp(output)).hasSize(1));
			Thread.sleep(500);
			assertThat(starter.mailbox().calls()).hasSize(maxAttempts);
			assertThat(application.statuses()).containsExactly("FAILED");
			assertThat(application.attempts()).containsExactly(maxAttempts);
		}
		assertThat(givenUp(output)).singleElement().asString().contains("Member", "id=1", "welcome");
	}

	@Test
	void restartedApplicationCallsOnceMore(CapturedOutput output) throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("post-save.modulith.max-attempts=3");
		starter.mailbox().alwaysFailing();
		try (DurableApplication application = starter.start()) {
			application.save("Ada");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(givenUp(output)).hasSize(1));
		}
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(givenUp(output)).hasSize(2));
			Thread.sleep(500);
			assertThat(starter.mailbox().calls()).hasSize(4);
			assertThat(application.statuses()).containsExactly("FAILED");
		}
		starter.mailbox().failing(0);
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
		}
		assertThat(givenUp(output)).hasSize(2);
	}

	@Test
	void manyThatWereGivenUpDoNotStarveAGoodOne(CapturedOutput output) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("post-save.modulith.max-attempts=2");
		starter.mailbox().alwaysFailing();
		try (DurableApplication application = starter.start()) {
			application.inTransaction((entities) -> IntStream.range(0, 250)
				.forEach((number) -> entities.persist(new Member("Bad " + number))));
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(givenUp(output)).hasSize(250));
			assertThat(starter.mailbox().calls()).hasSize(500);
			starter.mailbox().failing(1);
			Long good = application.save("Good");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(starter.mailbox().ids()).containsExactly(good));
			assertThat(starter.mailbox().calls()).hasSize(502);
		}
	}

	@Test
	void goingStaleInAQueueIsNoFailedCall(CapturedOutput output) throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("post-save.modulith.max-attempts=1", "spring.task.execution.pool.core-size=1",
					"spring.modulith.events.staleness.published=200ms",
					"spring.modulith.events.staleness.processing=200ms",
					"spring.modulith.events.staleness.resubmitted=200ms");
		try (DurableApplication application = starter.start()) {
			CountDownLatch mayGoOn = block(application);
			application.save("Ada");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.attempts()).containsExactly(2));
			assertThat(starter.mailbox().calls()).isEmpty();
			assertThat(givenUp(output)).isEmpty();
			mayGoOn.countDown();
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(starter.mailbox().delivered()).isNotEmpty());
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("COMPLETED"));
		}
		assertThat(givenUp(output)).isEmpty();
	}

	@Test
	void whatWentStaleInAQueueIsNotCalledMoreOftenThanIsAllowed(CapturedOutput output) throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class)
			.with("post-save.modulith.max-attempts=3", "spring.task.execution.pool.core-size=1",
					"spring.modulith.events.staleness.published=200ms",
					"spring.modulith.events.staleness.processing=200ms",
					"spring.modulith.events.staleness.resubmitted=200ms");
		starter.mailbox().alwaysFailing();
		try (DurableApplication application = starter.start()) {
			CountDownLatch mayGoOn = block(application);
			application.save("Ada");
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.attempts()).containsExactly(2));
			mayGoOn.countDown();
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(givenUp(output)).hasSize(1));
			Thread.sleep(1000);
			assertThat(starter.mailbox().calls()).hasSize(3);
			assertThat(application.statuses()).containsExactly("FAILED");
		}
		assertThat(givenUp(output)).hasSize(1);
	}

	@Test
	void listenerThatIsNoMoreIsReportedOnceAndBlocksNobody(CapturedOutput output) throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed((application) -> application.save("Ada"));
		try (DurableApplication application = starter.start(List.of(Renamed.class))) {
			starter.mailbox().failing(2);
			application.save("Grace");
			await().atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(application.statuses()).containsExactly("FAILED", "COMPLETED"));
			Thread.sleep(500);
			assertThat(application.attempts()).containsExactlyInAnyOrder(1, 3);
		}
		assertThat(output.getAll()
			.lines()
			.filter((line) -> line.contains(" ERROR "))
			.filter((line) -> line.contains("There is no listener") && line.contains("OfCreated.welcome"))).hasSize(1);
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.statuses()).containsOnly("COMPLETED"));
		}
	}

	private static CountDownLatch block(DurableApplication application) throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch mayGoOn = new CountDownLatch(1);
		application.bean(AsyncTaskExecutor.class).execute(() -> {
			blocked.countDown();
			try {
				mayGoOn.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
		return mayGoOn;
	}

	private static List<String> givenUp(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains(" ERROR ") && line.contains("is not delivered to"))
			.toList();
	}

	static class Renamed {

		private final Mailbox mailbox;

		Renamed(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@ApplicationModuleListener
		void greet(PostSaveEvent.Created<Member> event) {
			this.mailbox.deliver("greet", event);
		}

	}

}
