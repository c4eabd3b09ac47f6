package io.postsave.delivery;

import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHandle;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction that has ended but is still bound to its thread. Suspended, it lets
 * others begin their own: otherwise they would join it and write nothing. It is resumed
 * so that its manager finds what it is about to clean up.
 */
final class FinishedTransaction {

	private static final Log logger = LogFactory.getLog(FinishedTransaction.class);

	private final boolean synchronizationActive = TransactionSynchronizationManager.isSynchronizationActive();

	private final boolean actualTransactionActive = TransactionSynchronizationManager.isActualTransactionActive();

	private final boolean readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();

	private final @Nullable Integer isolationLevel = TransactionSynchronizationManager
		.getCurrentTransactionIsolationLevel();

	private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();

	private List<TransactionSynchronization> synchronizations = List.of();

	private final boolean suspended;

	private @Nullable EndedSession sessions;

	private @Nullable WriteSession ownSession;

	private @Nullable Bound unbound;

	private FinishedTransaction(boolean suspended) {
		this.suspended = suspended;
	}

	/**
	 * Return what stands for no transaction, where none has finished that is bound.
	 */
	static FinishedTransaction none() {
		return new FinishedTransaction(false);
	}

	/**
	 * Suspends what the thread knows of its transaction. Is bound itself meanwhile, as
	 * Spring throws away and makes anew what holds a thread's resources when the last one
	 * goes.
	 */
	static FinishedTransaction suspend() {
		FinishedTransaction finished = new FinishedTransaction(true);
		TransactionSynchronizationManager.bindResource(finished, finished);
		if (finished.synchronizationActive) {
			finished.suspendSynchronizations();
		}
		TransactionSynchronizationManager.setActualTransactionActive(false);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(false);
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(null);
		TransactionSynchronizationManager.setCurrentTransactionName(null);
		return finished;
	}

	private void suspendSynchronizations() {
		this.synchronizations = TransactionSynchronizationManager.getSynchronizations();
		this.synchronizations
			.forEach((synchronization) -> attempt("suspended with its synchronizations", synchronization::suspend));
		TransactionSynchronizationManager.clearSynchronization();
	}

	/**
	 * Adds a session that has no transaction any more.
	 * @param session the session
	 */
	void addSession(WriteSession session) {
		this.sessions = new EndedSession(session, this.sessions);
	}

	/**
	 * Adds a session that is not bound and has no transaction any more.
	 * @param session the session, or {@code null}
	 */
	void addOwnSession(@Nullable WriteSession session) {
		this.ownSession = session;
	}

	/**
	 * Unbinds a resource until the transaction is resumed.
	 * @param key what it is bound with
	 */
	void unbind(Object key) {
		Object resource = TransactionSynchronizationManager.unbindResourceIfPossible(key);
		if (resource != null) {
			this.unbound = new Bound(key, resource, this.unbound);
		}
	}

	/**
	 * Unbinds the connections of the sessions: managers expose them for the data source
	 * that they have found for a session's factory or been given, known by the one or by
	 * the other.
	 */
	void unbindConnections() {
		for (Map.Entry<Object, Object> bound : List
			.copyOf(TransactionSynchronizationManager.getResourceMap().entrySet())) {
			if (bound.getValue() instanceof ConnectionHolder holder) {
				attempt("freed of its connection", () -> unbindIfOurs(bound.getKey(), holder));
			}
		}
	}

	private void unbindIfOurs(Object dataSource, ConnectionHolder holder) {
		if (isOfFactory(dataSource) || isOfSession(holder)) {
			unbind(dataSource);
		}
	}

	private boolean isOfFactory(Object dataSource) {
		for (Bound bound = this.unbound; bound != null; bound = bound.next()) {
			if ((bound.key() instanceof EntityManagerFactoryInfo factory) ? factory.getDataSource() == dataSource
					: (bound.key() instanceof EntityManagerFactory nativeFactory)
							&& nativeFactory.getProperties().containsValue(dataSource)) {
				return true;
			}
		}
		return false;
	}

	private boolean isOfSession(ConnectionHolder holder) {
		ConnectionHandle handle = holder.getConnectionHandle();
		for (EndedSession ended = this.sessions; ended != null; ended = ended.next()) {
			Object connection = ended.session().connection();
			if (handle != null && connection != null && handle.getConnection() == connection) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Gives the connections back, so that a listener that begins a transaction does not
	 * need a second one: but for those that a manager has prepared for its transaction
	 * and will want to reset. Whether a session can do without its own, it knows.
	 */
	void releaseConnections() {
		if (!this.readOnly && this.isolationLevel == null) {
			for (EndedSession ended = this.sessions; ended != null; ended = ended.next()) {
				ended.session().releaseConnection();
			}
		}
		if (this.ownSession != null) {
			this.ownSession.releaseConnection();
		}
	}

	/**
	 * Restores what the thread knew, its flags first: whatever is found bound in a
	 * resource's place was left behind by a listener.
	 */
	void resume() {
		if (!this.suspended) {
			return;
		}
		TransactionSynchronizationManager.setActualTransactionActive(this.actualTransactionActive);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(this.readOnly);
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(this.isolationLevel);
		TransactionSynchronizationManager.setCurrentTransactionName(this.name);
		for (Bound bound = this.unbound; bound != null; bound = bound.next()) {
			rebind(bound);
		}
		if (this.synchronizationActive) {
			resumeSynchronizations();
		}
		TransactionSynchronizationManager.unbindResourceIfPossible(this);
	}

	private void resumeSynchronizations() {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.initSynchronization();
		}
		for (TransactionSynchronization synchronization : this.synchronizations) {
			attempt("resumed with its synchronizations", synchronization::resume);
			TransactionSynchronizationManager.registerSynchronization(synchronization);
		}
	}

	private static void attempt(String what, Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException ex) {
			logger.error("A finished transaction could not be " + what + ". What was committed is told all the same.",
					ex);
		}
	}

	private static void rebind(Bound bound) {
		Object left = TransactionSynchronizationManager.unbindResourceIfPossible(bound.key());
		if (left != null) {
			logger.warn("A listener that was told after the commit has left a " + left.getClass().getName()
					+ " bound to the thread. It was unbound, as the finished transaction has one of its own there: a "
					+ "listener that binds resources must unbind them.");
		}
		TransactionSynchronizationManager.bindResource(bound.key(), bound.resource());
	}

	private record EndedSession(WriteSession session, @Nullable EndedSession next) {
	}

	private record Bound(Object key, Object resource, @Nullable Bound next) {
	}

}
