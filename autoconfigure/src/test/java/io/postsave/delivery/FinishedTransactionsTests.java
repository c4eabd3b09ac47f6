package io.postsave.delivery;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinishedTransactions}.
 */
@ExtendWith(CleanThread.class)
class FinishedTransactionsTests {

	private final SpringTransactions transactions = new SpringTransactions(new FakeSession.Finder());

	private final FinishedTransactions finishedTransactions = new FinishedTransactions(this.transactions);

	@Test
	void nothingIsSuspendedWithoutATransaction() {
		bindInTransaction("ended", new FakeSession(null));
		this.finishedTransactions.suspendAll("ended", null);
		assertThat(TransactionSynchronizationManager.hasResource("ended")).isTrue();
	}

	@Test
	void connectionOfTheApplicationsOwnSessionIsGivenBackWithoutATransactionToo() {
		FakeSession own = new FakeSession(null);
		this.finishedTransactions.suspendAll(null, own).releaseConnections();
		assertThat(own.calls("releaseConnection")).hasSize(1);
	}

	@Test
	void sessionsThatHaveEndedAreSuspendedAndOthersAreNot() {
		FakeSession ended = new FakeSession(null);
		beginSprings();
		bindInTransaction("ended", ended);
		bindInTransaction("active", new FakeSession(null).inTransaction());
		TransactionSynchronizationManager.bindResource("reading",
				FakeSessionHolder.outsideOfTransaction(new FakeSession(null)));
		FinishedTransaction finished = this.finishedTransactions.suspendAll(null, null);
		assertThat(TransactionSynchronizationManager.hasResource("ended")).isFalse();
		assertThat(TransactionSynchronizationManager.hasResource("active")).isTrue();
		assertThat(TransactionSynchronizationManager.hasResource("reading")).isTrue();
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
		finished.releaseConnections();
		assertThat(ended.calls("releaseConnection")).hasSize(1);
		finished.resume();
		assertThat(TransactionSynchronizationManager.hasResource("ended")).isTrue();
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
	}

	@Test
	void transactionGoesOnWhereNothingHasEnded() {
		beginSprings();
		bindInTransaction("active", new FakeSession(null).inTransaction());
		this.finishedTransactions.suspendAll(null, new FakeSession(null));
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
	}

	@Test
	void resourceOfAManagerThatIsNotJpasIsSuspended() {
		beginSprings();
		TransactionSynchronizationManager.bindResource("factory", "bound");
		FinishedTransaction finished = this.finishedTransactions.suspendAll("factory", null);
		assertThat(TransactionSynchronizationManager.hasResource("factory")).isFalse();
		finished.resume();
		assertThat(TransactionSynchronizationManager.getResource("factory")).isEqualTo("bound");
	}

	@Test
	void exposedConnectionIsSuspendedWithItsSession() {
		Connection connection = FakeSession.newConnection();
		beginSprings();
		bindInTransaction("ended", new FakeSession(null).withConnection(connection));
		TransactionSynchronizationManager.bindResource("data source", new ConnectionHolder(connection));
		FinishedTransaction finished = this.finishedTransactions.suspendAll(null, null);
		assertThat(TransactionSynchronizationManager.hasResource("data source")).isFalse();
		finished.resume();
		assertThat(TransactionSynchronizationManager.hasResource("data source")).isTrue();
	}

	@Test
	void connectionThatASessionWasGivenIsSuspendedWithIt() {
		Connection connection = FakeSession.newConnection();
		beginSprings();
		TransactionSynchronizationManager.bindResource("data source", new ConnectionHolder(connection));
		FinishedTransaction finished = this.finishedTransactions.suspendAll(null,
				new FakeSession(null).withProvidedConnection(connection));
		assertThat(TransactionSynchronizationManager.hasResource("data source")).isFalse();
		finished.resume();
		assertThat(TransactionSynchronizationManager.hasResource("data source")).isTrue();
	}

	@Test
	void whatTheOnlyManagerForJpaHasBoundIsKnown() {
		EntityManagerFactory factory = proxy(EntityManagerFactory.class);
		DataSource dataSource = proxy(DataSource.class);
		FakeSession session = new FakeSession(null);
		beginSprings();
		bindInTransaction(factory, session);
		TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(FakeSession.newConnection()));
		FinishedTransaction finished = this.finishedTransactions.suspendEnded(managerOf(factory, dataSource), session);
		assertThat(TransactionSynchronizationManager.hasResource(factory)).isFalse();
		assertThat(TransactionSynchronizationManager.hasResource(dataSource)).isFalse();
		finished.releaseConnections();
		assertThat(session.calls("releaseConnection")).hasSize(1);
		finished.resume();
		assertThat(TransactionSynchronizationManager.hasResource(factory)).isTrue();
		assertThat(TransactionSynchronizationManager.hasResource(dataSource)).isTrue();
	}

	@Test
	void onlyManagerForJpaMayKnowNoDataSource() {
		EntityManagerFactory factory = proxy(EntityManagerFactory.class);
		FakeSession session = new FakeSession(null);
		beginSprings();
		bindInTransaction(factory, session);
		FinishedTransaction finished = this.finishedTransactions.suspendEnded(managerOf(factory, null), session);
		assertThat(TransactionSynchronizationManager.hasResource(factory)).isFalse();
		finished.resume();
	}

	@Test
	void whatHasEndedIsLookedForWhereThereIsAnotherManager() {
		EntityManagerFactory factory = proxy(EntityManagerFactory.class);
		JpaTransactionManager manager = managerOf(factory, null);
		this.transactions.add(manager);
		this.transactions.add(new FakeTransactionManager("another", () -> new FakeSession(null)));
		FakeSession session = new FakeSession(null);
		beginSprings();
		bindInTransaction(factory, session);
		bindInTransaction("another", new FakeSession(null));
		FinishedTransaction finished = this.finishedTransactions.suspendEnded(manager, session);
		assertThat(TransactionSynchronizationManager.hasResource(factory)).isFalse();
		assertThat(TransactionSynchronizationManager.hasResource("another")).isFalse();
		finished.resume();
	}

	private static void beginSprings() {
		TransactionSynchronizationManager.setActualTransactionActive(true);
	}

	private static void bindInTransaction(Object key, FakeSession session) {
		TransactionSynchronizationManager.bindResource(key, FakeSessionHolder.inTransaction(session));
	}

	private static JpaTransactionManager managerOf(EntityManagerFactory factory, @Nullable DataSource dataSource) {
		JpaTransactionManager manager = new JpaTransactionManager(factory);
		manager.setDataSource(dataSource);
		return manager;
	}

	private static <T> T proxy(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					case "getProperties" -> Map.of();
					default -> null;
				}));
	}

}
