package io.postsave.delivery;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinishedTransaction}.
 */
@ExtendWith({ OutputCaptureExtension.class, CleanThread.class })
class FinishedTransactionTests {

	private static final String KEY = "factory";

	private final List<String> calls = new ArrayList<>();

	@Test
	void suspendedTransactionLeavesNothingOnTheThread() {
		begin();
		FinishedTransaction finished = suspend();
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
		assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isFalse();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
		assertThat(TransactionSynchronizationManager.getCurrentTransactionName()).isNull();
		assertThat(TransactionSynchronizationManager.hasResource(KEY)).isFalse();
		finished.resume();
		assertThatItIsResumed();
		assertThat(this.calls).containsExactly("suspend", "resume");
	}

	@Test
	void whatAListenerHasLeftBoundGivesWay(CapturedOutput output) {
		begin();
		FinishedTransaction finished = suspend();
		TransactionSynchronizationManager.bindResource(KEY, "left behind");
		finished.resume();
		assertThatItIsResumed();
		assertThat(output).contains("has left a java.lang.String bound to the thread");
	}

	@Test
	void synchronizationThatFailsIsLogged(CapturedOutput output) {
		begin();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void suspend() {
				throw new IllegalStateException("cannot suspend");
			}

			@Override
			public void resume() {
				throw new IllegalStateException("cannot resume");
			}

		});
		suspend().resume();
		assertThatItIsResumed();
		assertThat(TransactionSynchronizationManager.getSynchronizations()).hasSize(2);
		assertThat(output).contains("could not be suspended").contains("could not be resumed");
	}

	@Test
	void nothingIsDoneWhereNoTransactionHasFinished() {
		begin();
		FinishedTransaction none = FinishedTransaction.none();
		assertThatItIsResumed();
		none.resume();
		assertThatItIsResumed();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void isolationLevelIsRestored() {
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE);
		FinishedTransaction finished = FinishedTransaction.suspend();
		assertThat(TransactionSynchronizationManager.getCurrentTransactionIsolationLevel()).isNull();
		finished.resume();
		assertThat(TransactionSynchronizationManager.getCurrentTransactionIsolationLevel())
			.isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
	}

	@Test
	void flagsThatAListenerHasLeftGiveWay() {
		FinishedTransaction finished = FinishedTransaction.suspend();
		TransactionSynchronizationManager.setActualTransactionActive(true);
		TransactionSynchronizationManager.setCurrentTransactionName("left behind");
		finished.resume();
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
		assertThat(TransactionSynchronizationManager.getCurrentTransactionName()).isNull();
	}

	@Test
	void synchronizationsThatAListenerHasLeftAreJoined() {
		begin();
		FinishedTransaction finished = suspend();
		TransactionSynchronizationManager.initSynchronization();
		finished.resume();
		assertThat(TransactionSynchronizationManager.getSynchronizations()).hasSize(1);
	}

	@Test
	void resourceThatIsNotBoundIsNotBoundAfterwards() {
		FinishedTransaction finished = suspend();
		finished.resume();
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

	@Test
	void connectionsAreGivenBack() {
		FinishedTransaction finished = FinishedTransaction.suspend();
		assertThatConnectionsAreGivenBack(finished, 1);
	}

	@Test
	void connectionsOfAReadOnlyTransactionAreNot() {
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
		assertThatConnectionsAreGivenBack(FinishedTransaction.suspend(), 0);
	}

	@Test
	void connectionsWithAnIsolationLevelOfTheirOwnAreNot() {
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE);
		assertThatConnectionsAreGivenBack(FinishedTransaction.suspend(), 0);
	}

	@Test
	void connectionOfTheApplicationsOwnSessionIsGivenBackWhateverSpringHasPrepared() {
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
		FakeSession own = new FakeSession(null);
		FinishedTransaction finished = FinishedTransaction.suspend();
		finished.addOwnSession(own);
		finished.releaseConnections();
		finished.resume();
		assertThat(own.calls("releaseConnection")).hasSize(1);
	}

	@Test
	void connectionThatItsManagerExposesIsUnboundWithTheSession() {
		Connection connection = FakeSession.newConnection();
		TransactionSynchronizationManager.bindResource(KEY, new ConnectionHolder(connection));
		TransactionSynchronizationManager.bindResource("another", new ConnectionHolder(FakeSession.newConnection()));
		FinishedTransaction finished = FinishedTransaction.suspend();
		finished.addSession(new FakeSession(null).withConnection(connection));
		finished.unbindConnections();
		assertThat(TransactionSynchronizationManager.hasResource(KEY)).isFalse();
		assertThat(TransactionSynchronizationManager.hasResource("another")).isTrue();
		finished.resume();
		assertThat(TransactionSynchronizationManager.hasResource(KEY)).isTrue();
		TransactionSynchronizationManager.unbindResource("another");
	}

	@Test
	void connectionThatCannotBeAskedStaysBound(CapturedOutput output) {
		TransactionSynchronizationManager.bindResource(KEY, new ConnectionHolder(() -> {
			throw new IllegalStateException("broken");
		}));
		FinishedTransaction finished = FinishedTransaction.suspend();
		finished.addSession(new FakeSession(null).withConnection(FakeSession.newConnection()));
		finished.unbindConnections();
		assertThat(TransactionSynchronizationManager.hasResource(KEY)).isTrue();
		assertThat(output).contains("could not be freed of its connection").contains("broken");
		finished.resume();
	}

	private static void assertThatConnectionsAreGivenBack(FinishedTransaction finished, int times) {
		List<FakeSession> sessions = List.of(new FakeSession(null), new FakeSession(null));
		sessions.forEach(finished::addSession);
		finished.releaseConnections();
		finished.resume();
		assertThat(sessions).allSatisfy((session) -> assertThat(session.calls("releaseConnection")).hasSize(times));
	}

	private void begin() {
		TransactionSynchronizationManager.bindResource(KEY, "bound");
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.setActualTransactionActive(true);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(true);
		TransactionSynchronizationManager.setCurrentTransactionName("name");
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void suspend() {
				FinishedTransactionTests.this.calls.add("suspend");
			}

			@Override
			public void resume() {
				FinishedTransactionTests.this.calls.add("resume");
			}

		});
	}

	private static FinishedTransaction suspend() {
		FinishedTransaction finished = FinishedTransaction.suspend();
		finished.unbind(KEY);
		return finished;
	}

	private static void assertThatItIsResumed() {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
		assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isTrue();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
		assertThat(TransactionSynchronizationManager.getCurrentTransactionName()).isEqualTo("name");
		assertThat(TransactionSynchronizationManager.getResource(KEY)).isEqualTo("bound");
		assertThat(TransactionSynchronizationManager.getResourceMap()).hasSize(1);
	}

}
