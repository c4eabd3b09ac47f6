package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.util.Assert;

/**
 * Tells what a transaction saved just before it commits, when all synchronizations have
 * been called: listeners' exceptions then reach the caller as they are, and what
 * listeners register with the transaction is still called. Leaves alone transactions that
 * may not write, and those in which nobody can be told.
 */
public final class CommitHook implements TransactionExecutionListener {

	private final SaveRecorder recorder;

	private final SessionSaves sessionSaves;

	private final SpringTransactions transactions;

	private final @Nullable ResourceTransactionManager transactionManager;

	private final CommitFailures failures;

	private final int maxRounds;

	/**
	 * Creates the hook of one transaction manager.
	 * @param recorder holds what is pending
	 * @param transactionManager the manager that the hook is added to
	 * @param maxRounds how often synchronizations may cause further saves
	 */
	public CommitHook(SaveRecorder recorder, TransactionManager transactionManager, int maxRounds) {
		Assert.notNull(recorder, "'recorder' must not be null");
		Assert.notNull(transactionManager, "'transactionManager' must not be null");
		this.recorder = recorder;
		this.sessionSaves = recorder.sessionSaves();
		this.transactions = this.sessionSaves.transactions();
		this.transactionManager = (transactionManager instanceof ResourceTransactionManager manager) ? manager : null;
		if (this.transactionManager != null) {
			this.transactions.add(this.transactionManager);
		}
		this.failures = new CommitFailures(transactionManager);
		this.maxRounds = maxRounds;
	}

	/**
	 * Looks who listens, closely, before the first row.
	 */
	@Override
	public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
		this.recorder.refreshListeners();
	}

	/**
	 * A listener begins a transaction: it shall not need a second connection because it
	 * has loaded lazily before.
	 */
	@Override
	public void beforeBegin(TransactionExecution transaction) {
		this.sessionSaves.releaseConnectionOfDelivery();
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		boolean mayTell = this.recorder.mayTellBeforeCommit();
		if ((!mayTell && LateSynchronizations.current().isEmpty()) || transaction.isRollbackOnly()
				|| isSavepoint(transaction)) {
			return;
		}
		Object nativeSession = mayTell ? currentSession() : null;
		try {
			boolean flushed = false;
			int round = 0;
			do {
				if (round > this.maxRounds) {
					throw EndlessSavesException.beforeCommit(this.maxRounds);
				}
				if (nativeSession != null) {
					flushed = tell(nativeSession, transaction, round);
				}
				round++;
			}
			while (LateSynchronizations.callMissed(transaction.isReadOnly()));
			if (nativeSession != null && flushed && isLastListener()) {
				omitFlush(nativeSession);
			}
		}
		catch (Throwable ex) {
			if (!isRolledBackBySpring(ex)) {
				rollback(ex);
			}
			throw ex;
		}
		finally {
			if (nativeSession != null) {
				this.sessionSaves.awaitEnd(nativeSession);
			}
		}
	}

	/**
	 * Tells what was committed, outside the finished transaction, whose resources are
	 * still bound at this time.
	 */
	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
		Object nativeSession = (this.sessionSaves.first() == null || isSavepoint(transaction)) ? null
				: currentSession();
		PendingSaves saves = (nativeSession != null) ? this.sessionSaves.find(nativeSession) : null;
		if (commitFailure != null || saves == null || this.transactionManager == null) {
			return;
		}
		if (saves.merged().isEmpty() || this.sessionSaves.isDeliveringAfterCommit()) {
			this.sessionSaves.tellCommitted(saves, saves.session()::releaseConnection);
			return;
		}
		FinishedTransaction finished = FinishedTransaction.suspend();
		Runnable releaseConnection = () -> finished.releaseConnectionOf(saves.session());
		releaseConnection.run();
		finished.unbindResourcesOf(this.transactionManager);
		try {
			this.sessionSaves.tellCommitted(saves, releaseConnection);
		}
		finally {
			finished.resume();
		}
	}

	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
		Object nativeSession = (rollbackFailure != null) ? currentSession() : null;
		if (nativeSession != null) {
			this.sessionSaves.forget(nativeSession);
		}
	}

	/**
	 * Spring does not roll back on a {@link TransactionException} before the commit, as
	 * it takes it for the commit's own, nor on a checked exception, which Kotlin's
	 * listeners may throw.
	 */
	private static boolean isRolledBackBySpring(Throwable ex) {
		return (ex instanceof RuntimeException || ex instanceof Error) && !(ex instanceof TransactionException);
	}

	private static boolean isSavepoint(TransactionExecution transaction) {
		return transaction instanceof TransactionStatus status && status.hasSavepoint();
	}

	private @Nullable Object currentSession() {
		return (this.transactionManager != null) ? this.transactions.sessionOf(this.transactionManager) : null;
	}

	/**
	 * Whether nobody else is called between this hook and the commit: a manager of the
	 * application's own might do something first.
	 */
	private boolean isLastListener() {
		TransactionExecutionListener last = null;
		if (this.transactionManager instanceof JpaTransactionManager manager
				&& manager.getClass() == JpaTransactionManager.class) {
			for (TransactionExecutionListener listener : manager.getTransactionExecutionListeners()) {
				last = listener;
			}
		}
		return last == this;
	}

	/**
	 * Leaves out the flush of the commit. If nothing is to be told after it either, that
	 * was all; should somebody write yet, it is recorded anew.
	 */
	private void omitFlush(Object nativeSession) {
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		if (saves != null && saves.isTransactional() && saves.isEmpty() && isAlone(saves)
				&& saves.session().omitFlushAtCommit() && saves.merged().isEmpty()) {
			this.sessionSaves.close(saves);
		}
	}

	/**
	 * Whether no other session has saves: listeners to those of a child session are
	 * called when its parent has been looked at.
	 */
	private boolean isAlone(PendingSaves saves) {
		return this.sessionSaves.first() == saves && saves.next == null;
	}

	/**
	 * Tells what is pending, and what a flush makes so.
	 * @return whether everything was flushed for it
	 */
	private boolean tell(Object nativeSession, TransactionExecution transaction, int round) {
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		WriteSession session = (saves != null) ? saves.session()
				: this.transactions.sessions().sessionOf(nativeSession);
		boolean flush = !transaction.isReadOnly() && session.isFlushedAtCommit();
		if (saves == null) {
			if (!flush || !this.recorder.mayTell(session)) {
				return false;
			}
			saves = this.sessionSaves.openForCommit(session);
		}
		saves.forgetFailedFlush();
		saves.setListenerFailure(null);
		saves.setRoundsBefore(round);
		if (flush) {
			saves.commitBegins();
			flush(saves);
			saves.flushedForCommit();
		}
		else {
			this.sessionSaves.tell(saves);
		}
		return flush;
	}

	private void flush(PendingSaves saves) {
		try {
			saves.session().flush();
		}
		catch (RuntimeException ex) {
			throw this.failures.translate(ex, saves.listenerFailure());
		}
	}

	private void rollback(Throwable ex) {
		Object nativeSession = currentSession();
		if (nativeSession == null) {
			return;
		}
		try {
			this.transactions.sessions().sessionOf(nativeSession).rollback();
		}
		catch (RuntimeException rollbackFailure) {
			ex.addSuppressed(rollbackFailure);
		}
	}

}
