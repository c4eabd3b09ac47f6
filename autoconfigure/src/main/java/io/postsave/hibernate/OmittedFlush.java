package io.postsave.hibernate;

import org.hibernate.FlushMode;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.event.spi.EventSource;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The flush of a commit that is left out: the session's flush mode is MANUAL until
 * Hibernate has passed the place where it would flush. What restores the mode is the
 * first to be called then, before code of the application's.
 */
final class OmittedFlush implements BeforeCompletionCallback {

	private final SessionImplementor session;

	private @Nullable FlushMode flushMode;

	private OmittedFlush(SessionImplementor session) {
		this.session = session;
		this.flushMode = session.getHibernateFlushMode();
	}

	/**
	 * Leaves out the flush of the commit that follows.
	 * @return {@code null} if the commit will flush: no transaction is active, or
	 * something is to be called before the completion that may count on the flush mode,
	 * as Envers does
	 */
	static @Nullable OmittedFlush atCommitOf(SharedSessionContractImplementor session) {
		if (!(session instanceof EventSource source) || !isInActiveTransaction(source)) {
			return null;
		}
		ActionQueue actionQueue = source.getActionQueue();
		if (actionQueue.hasBeforeTransactionActions()) {
			return null;
		}
		OmittedFlush omitted = new OmittedFlush(source);
		source.setHibernateFlushMode(FlushMode.MANUAL);
		actionQueue.registerCallback((BeforeCompletionCallback) omitted);
		return omitted;
	}

	private static boolean isInActiveTransaction(EventSource session) {
		return session.isOpen() && session.accessTransaction().getStatus() == TransactionStatus.ACTIVE;
	}

	@Override
	public void doBeforeTransactionCompletion(SharedSessionContractImplementor completing) {
		restoreFlushMode();
	}

	/**
	 * Restores the flush mode, unless that has been done.
	 */
	void restoreFlushMode() {
		FlushMode original = this.flushMode;
		if (original != null) {
			this.flushMode = null;
			this.session.setHibernateFlushMode(original);
		}
	}

}
