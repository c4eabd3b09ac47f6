package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Tells, before one of a manager's transactions commits, what it saved, in as many rounds
 * as synchronizations cause. The flush of the commit is brought forward for that.
 */
final class DeliveryBeforeCommit {

	private final SaveDelivery delivery;

	private final SpringTransactions transactions;

	private final FlushDecisions flushDecisions;

	private final CommitFailures failures;

	private final @Nullable ResourceTransactionManager transactionManager;

	private final int maxRounds;

	DeliveryBeforeCommit(SaveDelivery delivery, FlushDecisions flushDecisions,
			ConfigurableTransactionManager transactionManager, int maxRounds) {
		this.delivery = delivery;
		this.transactions = delivery.transactions();
		this.flushDecisions = flushDecisions;
		this.failures = CommitFailures.of(transactionManager);
		this.transactionManager = (transactionManager instanceof ResourceTransactionManager manager) ? manager : null;
		this.maxRounds = maxRounds;
	}

	/**
	 * Return the session of the manager's current transaction, {@code null} if it has
	 * none.
	 */
	@Nullable Object currentSession() {
		return (this.transactionManager != null) ? this.transactions.sessionOf(this.transactionManager) : null;
	}

	/**
	 * Tells when all synchronizations have been called, and calls those that were
	 * registered too late for Spring to do so.
	 * @param commit the commit
	 * @param nativeSession the session to tell in, {@code null} to call synchronizations
	 * alone
	 * @param nobodyIsCalledBefore whether the commit follows at once
	 */
	void tellLast(Commit commit, TransactionExecution transaction, @Nullable Object nativeSession,
			boolean nobodyIsCalledBefore) {
		boolean flushed = false;
		int round = 0;
		do {
			requireAnEnd(round);
			if (nativeSession != null) {
				flushed = tell(commit, nativeSession, transaction.isReadOnly(), round);
			}
			round++;
		}
		while (this.delivery.lateSynchronizations().callMissed(transaction.isReadOnly()));
		if (transaction.isRollbackOnly()) {
			throw new UnexpectedRollbackException(
					"Transaction rolled back because it was marked as rollback-only while "
							+ "its saves were flushed and told before the commit, by a listener, a synchronization or a callback. "
							+ "Throw an exception instead to have the caller told why");
		}
		if (flushed && nativeSession != null) {
			leaveOutFlush(nativeSession, nobodyIsCalledBefore);
		}
	}

	/**
	 * Tells in all sessions of a transaction that spans resources, as long as they are
	 * bound.
	 */
	void tellBeforeUnbinding(Commit commit, boolean readOnly) {
		int round = 0;
		do {
			requireAnEnd(round);
			for (Object nativeSession : this.transactions.boundSessions()) {
				try {
					tell(commit, nativeSession, readOnly, round);
				}
				finally {
					this.delivery.sessions().awaitEnd(nativeSession);
				}
			}
			round++;
		}
		while (this.delivery.lateSynchronizations().callMissedBeforeCommit(readOnly));
	}

	private void requireAnEnd(int round) {
		if (round > this.maxRounds) {
			throw EndlessSavesException.beforeCommit(this.maxRounds);
		}
	}

	/**
	 * Tells what is pending, and what a flush makes so.
	 * @return whether everything was flushed for it
	 */
	private boolean tell(Commit commit, Object nativeSession, boolean readOnly, int round) {
		PendingSaves saves = this.delivery.sessions().find(nativeSession);
		WriteSession session = (saves != null) ? saves.session()
				: this.transactions.sessions().sessionOf(nativeSession);
		boolean anythingWaits = saves != null && saves.isAnythingToTellInTransaction();
		boolean flush = this.flushDecisions.isBroughtForward(session, readOnly, anythingWaits);
		if (saves == null) {
			if (!flush) {
				return false;
			}
			saves = this.delivery.sessions().openForCommit(session);
		}
		saves.forgetFailedFlush();
		commit.tellsIn(session, flush, round);
		if (flush) {
			flush(commit, session);
		}
		else {
			this.delivery.tell(saves);
		}
		return flush;
	}

	/**
	 * The commit's own flush may follow, or those of others before it: it is none of
	 * theirs what a flush finds now.
	 */
	private void flush(Commit commit, WriteSession session) {
		try {
			session.flush();
		}
		catch (RuntimeException ex) {
			throw this.failures.translate(ex, commit.listenerFailure());
		}
		if (!session.hasLooked()) {
			session.look();
		}
	}

	/**
	 * If nothing is to be told after the commit either, that was all; should somebody
	 * write yet, it is recorded anew.
	 */
	private void leaveOutFlush(Object nativeSession, boolean nobodyIsCalledBefore) {
		OpenSessions open = this.delivery.sessions().open();
		PendingSaves saves = open.find(nativeSession);
		if (saves == null) {
			return;
		}
		boolean nothingWaits = saves.isTransactional() && saves.waiting().isEmpty() && open.isOnly(saves);
		if (FlushDecisions.leaveOutAtCommit(saves.session(), nothingWaits, nobodyIsCalledBefore)
				&& !saves.isAwaitingCommit()) {
			this.delivery.endBeforeCommit(saves);
		}
	}

	/**
	 * Rolls back after a failure where Spring does not.
	 * @return whether the transaction has ended by that
	 */
	boolean rollbackAfter(Throwable failure) {
		if (this.failures.isRolledBackBySpring(failure)) {
			return false;
		}
		Object nativeSession = currentSession();
		try {
			if (nativeSession != null) {
				this.transactions.sessions().sessionOf(nativeSession).rollback();
			}
			else {
				this.failures.rollback();
			}
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
		return true;
	}

}
