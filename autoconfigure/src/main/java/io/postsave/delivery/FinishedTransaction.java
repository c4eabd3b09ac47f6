package io.postsave.delivery;

import java.util.ArrayList;
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

	private final List<Object> keys = new ArrayList<>(2);

	private final List<WriteSession> sessions = new ArrayList<>(1);

	private final List<Bound> unbound = new ArrayList<>(2);

	private List<TransactionSynchronization> synchronizations = List.of();

	private final boolean synchronizationActive = TransactionSynchronizationManager.isSynchronizationActive();

	private final boolean actualTransactionActive = TransactionSynchronizationManager.isActualTransactionActive();

	private final boolean readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();

	private final @Nullable Integer isolationLevel = TransactionSynchronizationManager
		.getCurrentTransactionIsolationLevel();

	private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();

	/**
	 * Adds what is to be unbound.
	 * @param key what it is bound with
	 */
	void addResource(Object key) {
		this.keys.add(key);
	}

	/**
	 * Adds a session that has no transaction any more.
	 * @param session the session
	 */
	void addSession(WriteSession session) {
		this.sessions.add(session);
	}

	/**
	 * Suspends what the thread knows of its transaction. Is bound itself meanwhile, as
	 * Spring throws away and makes anew what holds a thread's resources when the last one
	 * goes.
	 */
	void suspend() {
		TransactionSynchronizationManager.bindResource(this, this);
		if (this.synchronizationActive) {
			this.synchronizations = TransactionSynchronizationManager.getSynchronizations();
			this.synchronizations.forEach((synchronization) -> attempt("suspended", synchronization::suspend));
			TransactionSynchronizationManager.clearSynchronization();
		}
		TransactionSynchronizationManager.setActualTransactionActive(false);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(false);
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(null);
		TransactionSynchronizationManager.setCurrentTransactionName(null);
		addConnections();
		this.keys.forEach(this::unbind);
	}

	/**
	 * Managers expose the connection of their session for the data source that they have
	 * found for its factory or been given: known by the one or by the other.
	 */
	private void addConnections() {
		List<Object> found = new ArrayList<>(1);
		for (Map.Entry<Object, Object> bound : TransactionSynchronizationManager.getResourceMap().entrySet()) {
			if (bound.getValue() instanceof ConnectionHolder holder
					&& (isOfFactory(bound.getKey()) || isOfSession(holder))) {
				found.add(bound.getKey());
			}
		}
		this.keys.addAll(found);
	}

	private boolean isOfFactory(Object dataSource) {
		for (Object key : this.keys) {
			if ((key instanceof EntityManagerFactoryInfo factory) ? factory.getDataSource() == dataSource
					: (key instanceof EntityManagerFactory nativeFactory)
							&& nativeFactory.getProperties().containsValue(dataSource)) {
				return true;
			}
		}
		return false;
	}

	private boolean isOfSession(ConnectionHolder holder) {
		ConnectionHandle handle = holder.getConnectionHandle();
		for (WriteSession session : this.sessions) {
			Object connection = session.connection();
			if (handle != null && connection != null && handle.getConnection() == connection) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Gives the connections back, unless the manager has prepared them and will want to
	 * reset them.
	 */
	void releaseConnections() {
		if (!this.readOnly && this.isolationLevel == null) {
			this.sessions.forEach(WriteSession::releaseConnection);
		}
	}

	/**
	 * Restores what the thread knew, its flags first: whatever is found bound in a
	 * resource's place was left behind by a listener.
	 */
	void resume() {
		TransactionSynchronizationManager.setActualTransactionActive(this.actualTransactionActive);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(this.readOnly);
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(this.isolationLevel);
		TransactionSynchronizationManager.setCurrentTransactionName(this.name);
		this.unbound.forEach(FinishedTransaction::rebind);
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
			attempt("resumed", synchronization::resume);
			TransactionSynchronizationManager.registerSynchronization(synchronization);
		}
	}

	private static void attempt(String what, Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException ex) {
			logger.error("A synchronization of a finished transaction could not be " + what
					+ ". What was committed is told all the same.", ex);
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

	private void unbind(Object key) {
		Object resource = TransactionSynchronizationManager.unbindResourceIfPossible(key);
		if (resource != null) {
			this.unbound.add(new Bound(key, resource));
		}
	}

	private record Bound(Object key, Object resource) {
	}

}
