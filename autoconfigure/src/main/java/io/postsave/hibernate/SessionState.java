package io.postsave.hibernate;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * What a session is about to do, as a whole and with an entity.
 */
final class SessionState {

	private SessionState() {
	}

	/**
	 * Whether the session is writing what a flush found, or looking for it.
	 */
	static boolean isFlushing(SharedSessionContractImplementor session) {
		return !session.isStateless()
				&& (session.getPersistenceContextInternal().isFlushing() || OuterFlush.isGoingOnIn(session));
	}

	/**
	 * Whether the session has a transaction that has not ended. A stateless session takes
	 * a connection that it was given for a transaction.
	 */
	static boolean isInTransaction(SharedSessionContractImplementor session) {
		return session.isOpenOrWaitingForAutoClose() && session.getTransactionCoordinator().isTransactionActive();
	}

	/**
	 * Whether the entity has been removed, though its row may still be there.
	 */
	static boolean isRemoved(Object entity, SharedSessionContractImplementor session) {
		if (session.isStateless()) {
			return false;
		}
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && entry.getStatus().isDeletedOrGone();
	}

}
