package io.postsave.delivery;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Sees the transactions of one manager. Tells what a transaction saved just before it
 * commits, when all synchronizations have been called: listeners' exceptions then reach
 * the caller as they are, and what listeners register with the transaction is still
 * called. Tells what is told after the commit when that is over, outside of the finished
 * transaction. Does not flush transactions that may not write, and leaves alone those in
 * which nobody can be told.
 */
public final class CommitHook implements TransactionExecutionListener {

	private final SaveRecorder recorder;

	private final SaveDelivery delivery;

	private final SpringTransactions transactions;

	private final ConfigurableTransactionManager listeners;

	private final @Nullable ResourceTransactionManager transactionManager;

	private final DeliveryBeforeCommit beforeCommit;

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
		this.delivery = recorder.delivery();
		this.transactions = this.delivery.transactions();
		this.listeners = transactionManager;
		this.transactionManager = (transactionManager instanceof ResourceTransactionManager manager) ? manager : null;
		this.beforeCommit = new DeliveryBeforeCommit(this.delivery, recorder.flushDecisions(), transactionManager,
				maxRounds);
	}

	/**
	 * Whether the hook acts for a recorder, rather than for that of another context.
	 * @param recorder the recorder
	 * @return whether it is the same one
	 */
	public boolean isOf(SaveRecorder recorder) {
		return this.recorder == recorder;
	}

	@Override
	public void beforeBegin(TransactionExecution transaction) {
		this.delivery.transactionBegins();
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
	public void beforeCommit(TransactionExecution transaction) {
		boolean mayTell = this.recorder.mayTellBeforeCommit();
		boolean anythingToCall = mayTell || this.delivery.lateSynchronizations().isAny();
		if (isSavepoint(transaction) || !(anythingToCall || this.recorder.isAnyoneListening())) {
			return;
		}
		Commit commit = beginCommit(transaction);
		if (!anythingToCall || transaction.isRollbackOnly()) {
			return;
		}
		Object nativeSession = mayTell ? this.beforeCommit.currentSession() : null;
		try {
			this.beforeCommit.tellLast(commit, transaction, nativeSession, isLastListener());
		}
		catch (Throwable ex) {
			if (this.beforeCommit.rollbackAfter(ex)) {
				endCommit(transaction);
			}
			throw ex;
		}
		finally {
			if (nativeSession != null) {
				this.delivery.sessions().awaitEnd(nativeSession);
			}
		}
	}

	private void tellBeforeUnbinding(TransactionExecution transaction, boolean readOnly) {
		if (transaction.isRollbackOnly() || !this.recorder.mayTellBeforeCommit()) {
			return;
		}
		Commit commit = beginCommit(transaction);
		try {
			this.beforeCommit.tellBeforeUnbinding(commit, readOnly);
		}
		catch (Throwable ex) {
			this.beforeCommit.rollbackAfter(ex);
			throw ex;
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

	/**
	 * A rollback that failed, as on a broken connection, is not told by Hibernate.
	 */
	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
		endCommit(transaction);
		Object nativeSession = (rollbackFailure != null) ? this.beforeCommit.currentSession() : null;
		if (nativeSession != null) {
			this.delivery.forget(nativeSession);
		}
	}

	/**
	 * Another listener to the manager that is called before this one may fail, and then
	 * Spring does not call this one: the end is seen in another way.
	 */
	private Commit beginCommit(TransactionExecution transaction) {
		Commit commit = this.transactions.openCommits().begin(transaction);
		if (!isFirstListener() && TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new AfterCompletion(this, transaction));
		}
		return commit;
	}

	private void endCommit(TransactionExecution transaction) {
		this.delivery.endCommit(transaction, this.transactionManager);
	}

	private static boolean isSavepoint(TransactionExecution transaction) {
		return transaction instanceof TransactionStatus status && status.hasSavepoint();
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
