package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Registers the sessions that write: opens what a session has pending, from the first row
 * that matters, and sees to it that it ends with the session's transaction.
 */
final class SessionRegistration {

	private final OpenSessions open = new OpenSessions();

	private final SpringTransactions transactions;

	private final PendingSaves.Owner owner;

	SessionRegistration(SpringTransactions transactions, PendingSaves.Owner owner) {
		this.transactions = transactions;
		this.owner = owner;
	}

	/**
	 * Return the sessions that have anything pending on the current thread.
	 */
	OpenSessions open() {
		return this.open;
	}

	@Nullable PendingSaves find(Object nativeSession) {
		return this.open.find(nativeSession);
	}

	/**
	 * Return what a session has pending, for a row that it has written.
	 * @param nativeSession the session
	 * @param mayBeTold whether the row may be told for itself, rather than as a part of
	 * what another session of the transaction has written
	 * @return what is pending, {@code null} if the row does not matter
	 */
	@Nullable PendingSaves findForRow(Object nativeSession, boolean mayBeTold) {
		PendingSaves saves = find(nativeSession);
		if (saves == null && (mayBeTold || isAnyInTransactionOf(nativeSession))) {
			return open(nativeSession);
		}
		return saves;
	}

	/**
	 * Return what a session has pending, be it nothing.
	 */
	PendingSaves findOrOpen(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		return (saves != null) ? saves : open(nativeSession);
	}

	/**
	 * Return what a session has pending, be it nothing, {@code null} if it has no
	 * transaction in which anything could be removed.
	 */
	@Nullable PendingSaves findOrOpenInTransaction(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		return (saves == null && isInTransaction(nativeSession)) ? open(nativeSession) : saves;
	}

	private boolean isInTransaction(Object nativeSession) {
		WriteSession session = sessionOf(nativeSession);
		return session.isInTransaction() || this.transactions.include(session);
	}

	/**
	 * Return what is to know of a removal in a session, or {@code null} if nothing waits
	 * that it might remove.
	 */
	@Nullable PendingSaves findForRemoval(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		if (saves == null && mayRemoveWaiting(nativeSession)) {
			return open(nativeSession);
		}
		return saves;
	}

	private boolean mayRemoveWaiting(Object nativeSession) {
		return isAnyInTransactionOf(nativeSession)
				|| (this.owner.isAnythingCommittedWaiting() && sessionOf(nativeSession).isInTransaction());
	}

	private boolean isAnyInTransactionOf(Object nativeSession) {
		return this.open.first() != null && findInTransactionOf(sessionOf(nativeSession)) != null;
	}

	private @Nullable PendingSaves findInTransactionOf(WriteSession session) {
		for (PendingSaves saves = this.open.first(); saves != null; saves = this.open.next(saves)) {
			if (saves.isTransactional() && this.transactions.isSame(saves.session(), saves.connection(), session)) {
				return saves;
			}
		}
		return null;
	}

	private WriteSession sessionOf(Object nativeSession) {
		return this.transactions.sessions().sessionOf(nativeSession);
	}

	private PendingSaves open(Object nativeSession) {
		WriteSession session = sessionOf(nativeSession);
		PendingSaves.Ending ending = endingOf(session);
		PendingSaves opened = open(session, ending);
		if (ending.connection() != null) {
			TransactionSynchronizationManager.registerSynchronization(new EndWithSprings(opened));
		}
		else if (ending.transactional()) {
			session.onEnd(opened);
		}
		return opened;
	}

	/**
	 * A session on the connection of one of Spring's transactions ends with that one.
	 */
	private PendingSaves.Ending endingOf(WriteSession session) {
		boolean managedBySpring = this.transactions.manage(session);
		boolean inTransaction = session.isInTransaction();
		return (!inTransaction && this.transactions.include(session))
				? PendingSaves.Ending.withConnection(session.connection(), managedBySpring)
				: PendingSaves.Ending.of(inTransaction, managedBySpring);
	}

	/**
	 * Opens what a session has pending that has nothing yet, and whose transaction is one
	 * of Spring's that is about to commit: it may be closed before that ends, or else
	 * {@link #awaitEnd} is called.
	 */
	PendingSaves openForCommit(WriteSession session) {
		return open(session, PendingSaves.Ending.WITH_SPRINGS);
	}

	private PendingSaves open(WriteSession session, PendingSaves.Ending ending) {
		PendingSaves other = ending.transactional() ? findInTransactionOf(session) : null;
		PendingSaves opened = new PendingSaves(session, this.owner, ending,
				(other != null) ? other.merged() : new MergedRows());
		this.open.add(opened);
		return opened;
	}

	/**
	 * Sees to it that what a session has pending ends with its transaction, if it has not
	 * ended already.
	 */
	void awaitEnd(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		if (saves != null && saves.isTransactional() && !saves.session().onEnd(saves)) {
			this.open.remove(saves);
		}
	}

	/**
	 * The end of one of Spring's transactions, for a session that has none of its own.
	 */
	private record EndWithSprings(PendingSaves saves) implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			this.saves.ended(status == STATUS_COMMITTED);
		}

	}

}
