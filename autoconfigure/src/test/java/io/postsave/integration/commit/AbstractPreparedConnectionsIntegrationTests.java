package io.postsave.integration.commit;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.integration.support.View;
import io.postsave.library.catalog.Notes;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of delivery after the commit of transactions that prepare their connection and
 * have to reset it: they keep it while listeners are told.
 */
@TestPropertySource(properties = { "spring.datasource.hikari.maximum-pool-size=2",
		"spring.datasource.hikari.connection-timeout=1000" })
abstract class AbstractPreparedConnectionsIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	DataSource dataSource;

	@Autowired
	Notes notes;

	@AfterEach
	void noFailures() {
		assertThat(this.failures.all()).isEmpty();
		assertThat(activeConnections()).isZero();
	}

	@Test
	void isolationLevelIsReset() {
		List<Integer> levelsOfListeners = new ArrayList<>();
		this.script.onCreated(Book.class, (book) -> {
			assertThat(activeConnections()).isOne();
			inTransaction(() -> {
				levelsOfListeners.add(isolationLevel());
				persist(new Note("about " + book.getTitle()));
			});
		});
		TransactionTemplate serializable = new TransactionTemplate(this.transactionManager);
		serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		inView((session) -> {
			serializable.executeWithoutResult((status) -> {
				assertThat(isolationLevel()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
				persist(new Book("serializable"));
			});
			assertThat(heard()).containsExactly("+serializable", "+about serializable");
			assertThat(levelsOfListeners).containsExactly(Connection.TRANSACTION_READ_COMMITTED);
			assertThat(session.<Integer>doReturningWork(Connection::getTransactionIsolation))
				.isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
		});
		inTransaction(() -> assertThat(isolationLevel()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED));
	}

	@Test
	void isolationLevelOfAListenerIsItsOwn() {
		List<Integer> levels = new ArrayList<>();
		TransactionTemplate serializable = new TransactionTemplate(this.transactionManager);
		serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		this.script.onCreated(Book.class, (book) -> serializable.executeWithoutResult((status) -> {
			levels.add(isolationLevel());
			persist(new Note("about " + book.getTitle()));
		}));
		this.script.onCreated(Note.class, (note) -> inTransaction(() -> levels.add(isolationLevel())));
		inTransaction(() -> persist(new Book("one")));
		assertThat(levels).containsExactly(Connection.TRANSACTION_SERIALIZABLE, Connection.TRANSACTION_READ_COMMITTED);
	}

	void inView(Consumer<Session> request) {
		View.around(this.entityManagerFactory, request::accept);
	}

	int activeConnections() {
		return ((HikariDataSource) this.dataSource).getHikariPoolMXBean().getActiveConnections();
	}

	private int isolationLevel() {
		return this.entityManager.unwrap(Session.class).doReturningWork(Connection::getTransactionIsolation);
	}

}
