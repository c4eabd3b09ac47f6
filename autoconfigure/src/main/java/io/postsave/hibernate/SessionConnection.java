package io.postsave.hibernate;

import java.sql.Connection;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.internal.LogicalConnectionManagedImpl;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a session, which comes from a pool or from the application.
 */
final class SessionConnection {

	private static final Log logger = LogFactory.getLog(SessionConnection.class);

	private SessionConnection() {
	}

	/**
	 * Return the connection that the session holds, or {@code null} if it holds none.
	 */
	static @Nullable Connection of(SharedSessionContractImplementor session) {
		LogicalConnectionImplementor connection = logicalConnectionOf(session);
		return isHeld(connection) ? connection.getPhysicalConnection() : null;
	}

	/**
	 * Whether the application has given the session its connection.
	 */
	static boolean isProvided(SharedSessionContractImplementor session) {
		return !(logicalConnectionOf(session) instanceof LogicalConnectionManagedImpl);
	}

	/**
	 * Gives the connection of a session without a transaction back to its pool, if
	 * nothing else needs it. One that the application has given stays, as Hibernate could
	 * not get it again.
	 */
	static void release(SharedSessionContractImplementor session) {
		LogicalConnectionImplementor connection = logicalConnectionOf(session);
		if (connection instanceof LogicalConnectionManagedImpl && isHeld(connection)
				&& !SessionState.isInTransaction(session)
				&& !connection.getResourceRegistry().hasRegisteredResources()) {
			try {
				connection.manualDisconnect();
			}
			catch (RuntimeException ex) {
				logger.warn("The connection of a session of persistence unit '"
						+ EntityTypes.nameOf(session.getFactory())
						+ "' could not be given back to its pool. What the transaction committed stays committed, and "
						+ "listeners are told.", ex);
			}
		}
	}

	/**
	 * Whether the connection has committed, whatever failed afterwards. A session that
	 * was closed before the end, as under JTA, knows nothing of its connection.
	 */
	static boolean hasCommitted(SharedSessionContractImplementor session) {
		LogicalConnectionImplementor connection = logicalConnectionOf(session);
		return connection.isOpen()
				&& connection.getPhysicalJdbcTransaction().getStatus() == TransactionStatus.COMMITTED;
	}

	private static boolean isHeld(LogicalConnectionImplementor connection) {
		return connection.isOpen() && connection.isPhysicallyConnected();
	}

	private static LogicalConnectionImplementor logicalConnectionOf(SharedSessionContractImplementor session) {
		return session.getJdbcCoordinator().getLogicalConnection();
	}

}
