package io.postsave.delivery;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
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

	private final ConfigurableTransactionManager listeners;

	private final @Nullable ResourceTransactionManager transactionManager;

	private final CommitFailures failures;

	private final int maxRounds;

	private volatile boolean known;

	/**
	 * Creates the hook of one transaction manager.
	 * @param recorder holds what is pending
	 * @param transactionManager the manager that the hook is added to
	 * @param maxRounds how often synchronizations may cause further saves
	 */
	public CommitHook(SaveRecorder recorder, ConfigurableTransactionManager transactionManager, int maxRounds) {
		Assert.notNull(recorder, "'recorder' must not be null");
		Assert.notNull(transactionManager, "'transactionManager' must not be null");
		this.recorder = recorder;
		this.sessionSaves = recorder.sessionSaves();
		this.transactions = this.sessionSaves.transactions();
		this.listeners = transactionManager;
		this.transactionManager = (transactionManager instanceof ResourceTransactionManager manager) ? manager : null;
		this.failures = CommitFailures.of(transactionManager);
		this.maxRounds = maxRounds;
	}

	/**
	 * Whether the hook acts for a recorder, rather than for that of another context.
	 * @param recorder the recorder
	 * @return whether it is the same one
	 */
	public boolean isOf(SaveRecorder recorder) {
		return this.recorder == recorder;
	}

	/**
	 * Looks who listens, closely, before the first row.
	 */
	@Override
	public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
		this.recorder.refreshListeners();
		if (this.transactionManager != null && !this.known) {
			this.known = true;
			this.transactions.add(this.transactionManager);
		}
		if (this.transactionManager == null && beginFailure == null
				&& TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new BeforeUnbinding(this, transaction));
		}
	}

	@Override
	public void beforeBegin(TransactionExecution transaction) {
		this.sessionSaves.beforeBegin();
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		boolean mayTell = this.recorder.mayTellBeforeCommit();
		boolean registered = !mayTell && !LateSynchronizations.current().isEmpty();
		if (isSavepoint(transaction) || !(mayTell || registered || this.recorder.isAnyoneListening())) {
			return;
		}
		beginCommit(transaction);
		if (!(mayTell || registered) || transaction.isRollbackOnly()) {
			return;
		}
		Object nativeSession = mayTell ? currentSession() : null;
		try {
			if (tellInRounds(transaction, nativeSession) && nativeSession != null && isLastListener()) {
				omitFlush(nativeSession);
			}
		}
		catch (Throwable ex) {
			if (!this.failures.isRolledBackBySpring(ex)) {
				rollback(ex);
				endCommit(transaction);
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
	 * Tells until nothing is left behind.
	 * @return whether everything was flushed for it
	 */
	private boolean tellInRounds(TransactionExecution transaction, @Nullable Object nativeSession) {
		boolean flushed = false;
		int round = 0;
		do {
			requireAnEnd(round);
			if (nativeSession != null) {
				flushed = tell(nativeSession, transaction, round);
			}
			round++;
		}
		while (LateSynchronizations.callMissed(transaction.isReadOnly()));
		if (transaction.isRollbackOnly()) {
			throw new UnexpectedRollbackException(
					"Transaction rolled back because it was marked as rollback-only while "
							+ "its saves were flushed and told before the commit, by a listener, a synchronization or a callback. "
							+ "Throw an exception instead to have the caller told why");
		}
		return flushed;
	}

	/**
	 * Tells in the sessions of a transaction that spans resources.
	 */
	private void tellBeforeUnbinding(TransactionExecution transaction, boolean readOnly) {
		if (transaction.isRollbackOnly() || !this.recorder.mayTellBeforeCommit()) {
			return;
		}
		try {
			int round = 0;
			do {
				requireAnEnd(round);
				for (Object nativeSession : this.transactions.boundSessions()) {
					try {
						tell(nativeSession, transaction, round);
					}
					finally {
						this.sessionSaves.awaitEnd(nativeSession);
					}
				}
				round++;
			}
			while (LateSynchronizations.callMissedBeforeCommit(readOnly));
		}
		catch (Throwable ex) {
			if (!this.failures.isRolledBackBySpring(ex)) {
				rollback(ex);
			}
			throw ex;
		}
	}

	private void requireAnEnd(int round) {
		if (round > this.maxRounds) {
			throw EndlessSavesException.beforeCommit(this.maxRounds);
		}
	}

	/**
	 * Tells what was committed, outside the finished transaction, whose resources are
	 * still bound at this time.
	 */
	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
		endCommit(transaction);
	}

	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
		endCommit(transaction);
		Object nativeSession = (rollbackFailure != null) ? currentSession() : null;
		if (nativeSession != null) {
			this.sessionSaves.forget(nativeSession);
		}
	}

	/**
	 * Another listener to the manager that is called before this one may fail, and then
	 * Spring does not call this one: the end is seen in another way.
	 */
	private void beginCommit(TransactionExecution transaction) {
		this.sessionSaves.openCommits().begin(transaction);
		if (!isFirstListener() && TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new AfterCompletion(this, transaction));
		}
	}

	private void endCommit(TransactionExecution transaction) {
		this.sessionSaves.endCommit(transaction, this.transactionManager);
	}

	private static boolean isSavepoint(TransactionExecution transaction) {
		return transaction instanceof TransactionStatus status && status.hasSavepoint();
	}

	private @Nullable Object currentSession() {
		return (this.transactionManager != null) ? this.transactions.sessionOf(this.transactionManager) : null;
	}

	private boolean isFirstListener() {
		Collection<TransactionExecutionListener> listeners = this.listeners.getTransactionExecutionListeners();
		if (listeners.size() == 1) {
			return true;
		}
		for (TransactionExecutionListener listener : listeners) {
			return listener == this;
		}
		return false;
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
				&& saves.session().omitFlushAtCommit() && !saves.isAwaitingCommit()) {
			this.sessionSaves.close(saves);
		}
	}

	/**
	 * Whether no other session has saves: listeners to those of a child session are
	 * called when its parent has been looked at.
	 */
	private boolean isAlone(PendingSaves saves) {
		return this.sessionSaves.first() == saves && this.sessionSaves.next(saves) == null;
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
		try {
			if (nativeSession != null) {
				this.transactions.sessions().sessionOf(nativeSession).rollback();
			}
			else {
				this.failures.rollback();
			}
		}
		catch (RuntimeException rollbackFailure) {
			ex.addSuppressed(rollbackFailure);
		}
	}

	/**
	 * Tells before a commit that spans resources, as JTA's does, as the last of its
	 * synchronizations: their entity managers are unbound before the hook is called.
	 */
	private record BeforeUnbinding(CommitHook hook,
			TransactionExecution transaction) implements TransactionSynchronization {

		@Override
		public void beforeCommit(boolean readOnly) {
			this.hook.tellBeforeUnbinding(this.transaction, readOnly);
		}

	}

	/**
	 * Sees the end of a transaction before the hook does, which might not.
	 */
	private record AfterCompletion(CommitHook hook,
			TransactionExecution transaction) implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			this.hook.endCommit(this.transaction);
		}

	}

}
