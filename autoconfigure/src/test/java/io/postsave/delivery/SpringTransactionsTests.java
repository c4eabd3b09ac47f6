package io.postsave.delivery;

import java.sql.Connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SpringTransactions}.
 */
@ExtendWith(CleanThread.class)
class SpringTransactionsTests {

	private final SpringTransactions transactions = new SpringTransactions(new FakeSession.Finder());

	private final FakeSession session = new FakeSession(null);

	private final FakeTransactionManager manager = new FakeTransactionManager("factory", () -> this.session);

	@Test
	void sessionOfAManagerIsTheOneThatItHasBound() {
		assertThat(this.transactions.sessionOf(this.manager)).isNull();
		bind("factory", this.session);
		assertThat(this.transactions.sessionOf(this.manager)).isSameAs(this.session);
	}

	@Test
	void sessionIsManagedIfItIsBoundForATransactionWhetherItsManagerIsKnownOrNot() {
		assertThat(this.transactions.manage(this.session)).isFalse();
		bind("factory", this.session);
		assertThat(this.transactions.manage(this.session)).isTrue();
		assertThat(this.transactions.manage(new FakeSession(null))).isFalse();
		this.transactions.add(this.manager);
		assertThat(this.transactions.manage(this.session)).isTrue();
		assertThat(this.transactions.manage(new FakeSession(null))).isFalse();
	}

	@Test
	void sessionThatIsBoundForReadingIsNotManaged() {
		TransactionSynchronizationManager.bindResource("factory", FakeSessionHolder.outsideOfTransaction(this.session));
		assertThat(this.transactions.manage(this.session)).isFalse();
		assertThat(this.transactions.boundSessions()).containsExactly(this.session);
	}

	@Test
	void sessionIsIncludedIfItWasGivenTheConnectionOfATransaction() {
		Connection connection = FakeSession.newConnection();
		FakeSession given = new FakeSession(null).withProvidedConnection(connection);
		assertThat(this.transactions.include(given)).isFalse();
		beginSprings();
		assertThat(this.transactions.include(given)).isFalse();
		TransactionSynchronizationManager.bindResource("data source", new ConnectionHolder(connection));
		assertThat(this.transactions.include(given)).isTrue();
		assertThat(this.transactions.include(new FakeSession(null).withConnection(connection))).isFalse();
		assertThat(this.transactions.include(new FakeSession(null).withProvidedConnection(FakeSession.newConnection())))
			.isFalse();
	}

	@Test
	void sessionIsIncludedIfItWasGivenTheConnectionOfABoundSession() {
		Connection connection = FakeSession.newConnection();
		beginSprings();
		bind("factory", this.session.withConnection(connection));
		assertThat(this.transactions.include(new FakeSession(null).withProvidedConnection(connection))).isTrue();
	}

	@Test
	void sessionsWriteInOneTransactionIfTheyAreCoordinatedOrShareAConnection() {
		Connection connection = FakeSession.newConnection();
		FakeSession child = new FakeSession(null).childOf(this.session);
		FakeSession other = new FakeSession(null).withConnection(connection);
		assertThat(this.transactions.isSame(this.session, null, child)).isTrue();
		assertThat(this.transactions.isSame(this.session, null, other)).isFalse();
		assertThat(this.transactions.isSame(this.session, connection, other)).isTrue();
		assertThat(this.transactions.isSame(this.session, FakeSession.newConnection(), other)).isFalse();
		assertThat(this.transactions.isSame(this.session, connection, other.ofUnit("another"))).isFalse();
	}

	@Test
	void sessionsOfSeveralUnitsAreCounted() {
		assertThat(this.transactions.isOnlyOne()).isTrue();
		bind("factory", this.session);
		TransactionSynchronizationManager.bindResource("something", "else");
		assertThat(this.transactions.isOnlyOne()).isTrue();
		bind("another", new FakeSession(null));
		assertThat(this.transactions.isOnlyOne()).isFalse();
	}

	@Test
	void managerIsTheOnlyOneUntilAnotherIsAdded() {
		assertThat(this.transactions.isOnlyManager(this.manager)).isFalse();
		bind("factory", this.session);
		this.transactions.add(this.manager);
		this.transactions.add(this.manager);
		assertThat(this.transactions.isOnlyManager(this.manager)).isTrue();
		this.transactions.add(new FakeTransactionManager("another", () -> this.session));
		assertThat(this.transactions.isOnlyManager(this.manager)).isFalse();
	}

	@Test
	void boundSessionsAreFlushedAsFarAsTheyMayWrite() {
		FakeSession manual = new FakeSession(null).inTransaction().flushedManually();
		FakeSession ended = new FakeSession(null);
		bind("factory", this.session.inTransaction());
		bind("manual", manual);
		bind("ended", ended);
		this.transactions.flush();
		assertThat(this.session.calls("flush")).isEmpty();
		beginSprings();
		this.transactions.flush();
		assertThat(this.session.calls("flush")).hasSize(1);
		assertThat(manual.calls("flush")).isEmpty();
		assertThat(ended.calls("flush")).isEmpty();
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
		this.transactions.flush();
		assertThat(this.session.calls("flush")).hasSize(1);
	}

	private static void bind(Object key, FakeSession session) {
		TransactionSynchronizationManager.bindResource(key, FakeSessionHolder.inTransaction(session));
	}

	private static void beginSprings() {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		TransactionSynchronizationManager.initSynchronization();
	}

}
