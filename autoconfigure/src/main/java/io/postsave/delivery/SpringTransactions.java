package io.postsave.delivery;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.delivery.WriteSession.Sessions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHandle;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * The transactions that Spring manages on the current thread, seen by what is bound to
 * it: so it does not matter which manager has begun them.
 */
public final class SpringTransactions {

	private final Sessions sessions;

	private final OpenCommits openCommits = new OpenCommits();

	private final CopyOnWriteArrayList<ResourceTransactionManager> managers = new CopyOnWriteArrayList<>();

	/**
	 * Creates the view on the transactions.
	 * @param sessions finds their sessions
	 */
	public SpringTransactions(Sessions sessions) {
		Assert.notNull(sessions, "'sessions' must not be null");
		this.sessions = sessions;
	}

	Sessions sessions() {
		return this.sessions;
	}

	/**
	 * The commits that the current thread is in the middle of.
	 */
	OpenCommits openCommits() {
		return this.openCommits;
	}

	/**
	 * Adds a manager whose transactions are looked for first.
	 */
	void add(ResourceTransactionManager manager) {
		this.managers.addIfAbsent(manager);
	}

	/**
	 * Return the session that a manager has bound.
	 */
	@Nullable Object sessionOf(ResourceTransactionManager manager) {
		return this.sessions.nativeSession(TransactionSynchronizationManager.getResource(manager.getResourceFactory()));
	}

	/**
	 * Whether a session's transaction is one of Spring's, rather than the application's.
	 */
	boolean manage(WriteSession session) {
		for (int i = 0; i < this.managers.size(); i++) {
			if (holds(TransactionSynchronizationManager.getResource(this.managers.get(i).getResourceFactory()),
					session)) {
				return true;
			}
		}
		for (Object resource : resources().values()) {
			if (holds(resource, session)) {
				return true;
			}
		}
		return false;
	}

	private boolean holds(@Nullable Object resource, WriteSession session) {
		Object nativeSession = (resource != null) ? transactionalSession(resource) : null;
		return nativeSession != null && session.isFor(nativeSession);
	}

	/**
	 * Whether a session without a transaction of its own writes in one of Spring's, as it
	 * has been given that one's connection.
	 */
	boolean include(WriteSession session) {
		if (!session.isConnectionProvided() || !TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return false;
		}
		Connection connection = session.connection();
		return connection != null && resources().values().stream().anyMatch((resource) -> isOn(resource, connection));
	}

	/**
	 * Whether two sessions write in one transaction, and of one persistence unit.
	 * @param other a session, perhaps one that is closed
	 * @param connection the connection that it writes by, {@code null} if it has none
	 * @param session another session
	 */
	boolean isSame(WriteSession other, @Nullable Connection connection, WriteSession session) {
		if (!session.isOfUnitOf(other)) {
			return false;
		}
		Connection sessions = session.connection();
		return session.isCoordinatedWith(other) || (sessions != null && isSame(connection, sessions));
	}

	private boolean isOn(Object resource, Connection connection) {
		if (resource instanceof ConnectionHolder holder) {
			ConnectionHandle handle = holder.getConnectionHandle();
			return handle != null && isSame(handle.getConnection(), connection);
		}
		Object nativeSession = transactionalSession(resource);
		return nativeSession != null && isSame(this.sessions.sessionOf(nativeSession).connection(), connection);
	}

	private static boolean isSame(@Nullable Connection first, Connection second) {
		return first != null
				&& DataSourceUtils.getTargetConnection(first) == DataSourceUtils.getTargetConnection(second);
	}

	/**
	 * Whether no more than one is bound, rather than those of several units.
	 */
	boolean isOnlyOne() {
		int bound = 0;
		for (Object resource : resources().values()) {
			bound += (transactionalSession(resource) != null) ? 1 : 0;
		}
		return bound <= 1;
	}

	/**
	 * Writes what the current transactions have changed, as far as they may write.
	 */
	void flush() {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			boundSessions().stream()
				.map(this.sessions::sessionOf)
				.filter(FlushDecisions::isFlushedAtOnce)
				.forEach(WriteSession::flush);
		}
	}

	/**
	 * Return the sessions that are bound to the current thread.
	 */
	List<Object> boundSessions() {
		List<Object> found = new ArrayList<>(1);
		for (Object resource : List.copyOf(resources().values())) {
			Object nativeSession = this.sessions.nativeSession(resource);
			if (nativeSession != null) {
				found.add(nativeSession);
			}
		}
		return found;
	}

	/**
	 * Return how many inserts and deletions wait in the sessions of the known managers.
	 */
	int queuedInsertsAndDeletions() {
		int queued = 0;
		for (int i = 0; i < this.managers.size(); i++) {
			Object nativeSession = sessionOf(this.managers.get(i));
			queued += (nativeSession != null) ? this.sessions.queuedInsertsAndDeletions(nativeSession) : 0;
		}
		return queued;
	}

	/**
	 * Return the session that a resource holds for a transaction, or {@code null}.
	 */
	@Nullable Object transactionalSession(Object resource) {
		return (resource instanceof ResourceHolderSupport holder && holder.isSynchronizedWithTransaction())
				? this.sessions.nativeSession(holder) : null;
	}

	/**
	 * Whether no transaction can have been begun by another manager than one.
	 */
	boolean isOnlyManager(ResourceTransactionManager manager) {
		return this.managers.size() <= 1 && TransactionSynchronizationManager.hasResource(manager.getResourceFactory());
	}

	static Map<Object, Object> resources() {
		return TransactionSynchronizationManager.getResourceMap();
	}

}
