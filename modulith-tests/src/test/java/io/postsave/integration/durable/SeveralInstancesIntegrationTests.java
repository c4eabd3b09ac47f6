package io.postsave.integration.durable;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.postsave.PostSaveEvent;
import io.postsave.integration.durable.Mailbox.Letter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.jdbc.lock.LockRepository;
import org.springframework.transaction.event.TransactionalEventListener;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two instances of an application that have the same database.
 */
class SeveralInstancesIntegrationTests {

	private static final int EVENTS = 200;

	private static final String LOCK_SCHEMA = "spring.sql.init.schema-locations="
			+ "classpath:io/postsave/integration/durable/locks.sql";

	@ParameterizedTest
	@ValueSource(strings = { "10s", "1s" })
	void underALockNothingIsDeliveredTwice(String timeToLive) {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class, Locks.class)
			.with(LOCK_SCHEMA, "test.time-to-live=" + timeToLive);
		starter.leaveOwed(SeveralInstancesIntegrationTests::saveMany);
		try (DurableApplication one = starter.start(); DurableApplication other = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(one.statuses()).hasSize(EVENTS).containsOnly("COMPLETED"));
			assertToldOnce(starter.mailbox());
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(locks(other)).isZero());
		}
	}

	@Test
	void slowCallsThatOutliveTheLockAreNotMadeByTwo() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Slow.class, Locks.class)
			.with(LOCK_SCHEMA, "test.time-to-live=1s");
		starter.leaveOwed((application) -> application.inTransaction((entities) -> IntStream.range(0, 12)
			.forEach((number) -> entities.persist(new Member("Member " + number)))));
		try (DurableApplication one = starter.start(); DurableApplication other = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(other.statuses()).hasSize(12).containsOnly("COMPLETED"));
			assertThat(one.statuses()).hasSize(12);
			assertToldOnce(starter.mailbox());
		}
	}

	@Test
	void oneTakesOverFromAnotherThatDiedWithTheLock() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class, Locks.class)
			.with(LOCK_SCHEMA, "test.time-to-live=2s", "spring.modulith.events.staleness.resubmitted=1s");
		starter.leaveOwed(SeveralInstancesIntegrationTests::saveMany);
		try (DurableApplication dead = starter.start("post-save.modulith.resubmit-interval=0")) {
			assertThat(dead.bean(JdbcLockRegistry.class).obtain("post-save-resubmission").tryLock()).isTrue();
			dead.jdbc()
				.update("update event_publication set status = 'RESUBMITTED', last_resubmission_date = current_timestamp "
						+ "where mod(ascii(cast(id as varchar)), 2) = 0");
			try (DurableApplication alive = starter.start()) {
				await().atMost(PATIENCE)
					.untilAsserted(() -> assertThat(alive.statuses()).hasSize(EVENTS).containsOnly("COMPLETED"));
				assertToldOnce(starter.mailbox());
			}
		}
	}

	@Test
	void withoutALockAllIsDelivered() {
		DurableApplication.Starter starter = DurableApplication.withListeners(Letters.OfCreated.class);
		starter.leaveOwed(SeveralInstancesIntegrationTests::saveMany);
		try (DurableApplication one = starter.start(); DurableApplication other = starter.start()) {
			await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(one.statuses()).hasSize(EVENTS).containsOnly("COMPLETED");
				assertThat(other.statuses()).hasSize(EVENTS).containsOnly("COMPLETED");
			});
			assertThat(new HashSet<>(starter.mailbox().ids())).hasSize(EVENTS);
		}
	}

	private static void saveMany(DurableApplication application) {
		application.inTransaction((entities) -> IntStream.range(0, EVENTS)
			.forEach((number) -> entities.persist(new Member("Member " + number))));
	}

	private static void assertToldOnce(Mailbox mailbox) {
		List<Letter> delivered = mailbox.delivered();
		assertThat(delivered).extracting(Letter::event).doesNotHaveDuplicates();
	}

	private static int locks(DurableApplication application) {
		Integer count = application.jdbc().queryForObject("select count(*) from int_lock", Integer.class);
		return (count != null) ? count : 0;
	}

	static class Slow {

		private final Mailbox mailbox;

		Slow(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@TransactionalEventListener
		void welcome(PostSaveEvent<Member> event) throws InterruptedException {
			Thread.sleep(Duration.ofMillis((event.getEntity().id() % 4 == 0) ? 1500 : 300).toMillis());
			this.mailbox.deliver("slow", event);
		}

	}

	static class Locks {

		@Bean
		DefaultLockRepository lockRepository(DataSource dataSource) {
			return new DefaultLockRepository(dataSource);
		}

		@Bean
		JdbcLockRegistry lockRegistry(LockRepository repository, @Value("${test.time-to-live}") Duration timeToLive) {
			return new JdbcLockRegistry(repository, timeToLive);
		}

	}

}
