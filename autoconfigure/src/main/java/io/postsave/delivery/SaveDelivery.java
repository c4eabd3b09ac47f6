package io.postsave.delivery;

import java.util.Collection;
import java.util.Set;

import io.postsave.listener.ListenerCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Chooses when what sessions have pending is told, and by which of the two deliveries:
 * hears of flushes, commits and the ends of transactions.
 */
final class SaveDelivery implements PendingSaves.Owner {

	private final SessionRegistration sessions;

	private final RowsInCallbacks rowsInCallbacks = new RowsInCallbacks();

	private final SpringTransactions transactions;

	private final FinishedTransactions finishedTransactions;

	private final OpenCommits openCommits;

	private final InTransactionDelivery inTransactionDelivery;

	private final AfterCommitDelivery afterCommitDelivery;

	SaveDelivery(SpringTransactions transactions, InTransactionDelivery inTransactionDelivery,
			AfterCommitDelivery afterCommitDelivery) {
		this.sessions = new SessionRegistration(transactions, this);
		this.transactions = transactions;
		this.finishedTransactions = new FinishedTransactions(transactions);
		this.openCommits = transactions.openCommits();
		this.inTransactionDelivery = inTransactionDelivery;
		this.afterCommitDelivery = afterCommitDelivery;
	}

	/**
	 * Return the sessions that have anything pending.
	 */
	SessionRegistration sessions() {
		return this.sessions;
	}

	/**
	 * Return the rows whose callbacks are running.
	 */
	RowsInCallbacks rowsInCallbacks() {
		return this.rowsInCallbacks;
	}

	SpringTransactions transactions() {
		return this.transactions;
	}

	/**
	 * Return what listeners register with transactions.
	 */
	LateSynchronizations lateSynchronizations() {
		return this.inTransactionDelivery.lateSynchronizations();
	}

	/**
	 * Has what is told counted from now on.
	 */
	void measure(DeliveryMeter meter, ListenerCalls calls) {
		this.inTransactionDelivery.meter().measure(meter, calls);
		this.afterCommitDelivery.meter().measure(meter, calls);
	}

	/**
	 * Return what counts, {@code null} if nothing does.
	 */
	@Nullable DeliveryMeter meter() {
		return this.inTransactionDelivery.meter().meter();
	}

	/**
	 * Whether anything is pending on the current thread.
	 */
	boolean isAnythingPending() {
		return this.sessions.open().first() != null;
	}

	/**
	 * A row has been written and its callbacks are done. What is written outside of a
	 * flush, as identity inserts are, waits for the next flush, explicit or needed by a
	 * query, or for the commit. A session that knows no flush has it told at once, and
	 * without a transaction to wait for it is committed.
	 */
	void rowDone(PendingSaves saves) {
		if (saves.session().isStateless()) {
			tellAndClose(saves);
		}
		else {
			closeIfWithoutTransaction(saves);
		}
	}

	/**
	 * A flush has written everything: what is pending is told. Within a cascade, where a
	 * callback may have queried, nobody can be told before it is over, as nobody could
	 * flush: the next flush or the commit tells.
	 */
	void flushEnded(PendingSaves saves, boolean calledWithin) {
		boolean cascading = saves.session().isCascading();
		saves.flushEnded(calledWithin && !cascading);
		if (!cascading) {
			tellAndClose(saves);
		}
		if (calledWithin) {
			closeIfOnlyLookedAt(saves);
		}
	}

	/**
	 * A session that has recorded nothing, and was opened to be looked at within its
	 * flush, is left to its commit as before.
	 */
	private void closeIfOnlyLookedAt(PendingSaves saves) {
		if (!saves.hasRecorded() && this.openCommits.tellingIn(saves.session()) == null) {
			close(saves);
		}
	}

	/**
	 * What was written without a transaction is over when it has been told, even if a
	 * listener fails.
	 */
	private void tellAndClose(PendingSaves saves) {
		try {
			tell(saves);
		}
		finally {
			closeIfWithoutTransaction(saves);
		}
	}

	private void closeIfWithoutTransaction(PendingSaves saves) {
		if (!saves.isTransactional() && saves.waiting().isEmpty() && !saves.session().isFlushing()) {
			ended(saves, true);
		}
	}

	/**
	 * Tells in the transaction what is pending. The application's own entity manager may
	 * commit while Spring's transaction around it is being completed.
	 */
	void tell(PendingSaves saves) {
		if (!saves.waiting().isEmpty() && !saves.waiting().isInDelivery()) {
			lookAround(saves.session());
		}
		if (saves.isManagedBySpring()) {
			this.inTransactionDelivery.deliver(saves);
		}
		else if (saves.waiting().isToBeDelivered()) {
			FinishedTransaction finished = this.finishedTransactions.suspendAll(null, null);
			try {
				this.inTransactionDelivery.deliver(saves);
			}
			finally {
				finished.resume();
			}
		}
	}

	/**
	 * Listeners are about to be called while other sessions flush, which have written
	 * everything: what they change there is theirs.
	 */
	private void lookAround(WriteSession session) {
		for (Object flushed : session.flushedAround()) {
			this.sessions.findOrOpen(flushed).session().lookWithinFlush();
		}
	}

	/**
	 * Flushes the current transactions of Spring's and tells what would be told after
	 * their commit, within them, until nothing is left. For tests.
	 */
	void tellAsIfCommitted() {
		RoundsAsIfCommitted rounds = new RoundsAsIfCommitted(this.sessions.open(), this.transactions);
		try {
			this.afterCommitDelivery.deliverAsIfCommitted(rounds);
		}
		finally {
			rounds.end();
		}
	}

	@Override
	public void flushFailed(PendingSaves saves) {
		this.rowsInCallbacks.forget(saves);
	}

	@Override
	public void commitFollows(PendingSaves saves) {
		saves.forgetFailedFlush();
		tell(saves);
	}

	/**
	 * Puts an end to the pending saves of a session with its transaction. What was
	 * committed is told now, unless a {@link CommitHook} will see the end of it, or of a
	 * transaction around it.
	 */
	@Override
	public void ended(PendingSaves saves, boolean committed) {
		close(saves);
		count(saves, committed);
		if (!committed) {
			return;
		}
		RemovedRows removed = saves.removedRows();
		if (removed != null) {
			this.afterCommitDelivery.drop(removed);
		}
		Collection<WrittenRow> rows = saves.merged().take();
		if (!rows.isEmpty()) {
			this.afterCommitDelivery.add(rows);
			if (!this.openCommits.isAny()) {
				tellCommitted(null, saves.isManagedBySpring() ? null : saves.session());
			}
			else if (saves.isManagedBySpring()) {
				this.openCommits.committed(saves.session());
			}
		}
	}

	/**
	 * Puts an end to the pending saves of a session that have all been told, and of which
	 * nothing is left for the end of their transaction.
	 */
	void endBeforeCommit(PendingSaves saves) {
		close(saves);
		count(saves, false);
	}

	private void count(PendingSaves saves, boolean committed) {
		DeliveryMeter meter = meter();
		int events = (meter != null) ? saves.takeTold() + (committed ? saves.merged().uncounted() : 0) : 0;
		if (meter != null && events > 0) {
			meter.transactionEnded(events);
		}
	}

	/**
	 * Whether anything waits on the current thread to be told in the transaction.
	 */
	boolean isAnythingWaiting() {
		return this.sessions.open().isAnythingWaiting();
	}

	/**
	 * Drops what a session has pending whose transaction's end is not told, as its
	 * connection is broken.
	 */
	void forget(Object nativeSession) {
		PendingSaves saves = this.sessions.find(nativeSession);
		if (saves != null) {
			close(saves);
		}
	}

	void close(PendingSaves saves) {
		this.sessions.open().remove(saves);
		this.rowsInCallbacks.forget(saves);
	}

	/**
	 * A transaction begins on this thread: it shall not need a second connection because
	 * a listener has loaded lazily before, nor be told before one whose end was not told
	 * to its hook.
	 */
	void transactionBegins() {
		this.afterCommitDelivery.releaseConnections();
		tellCommitted(null, null);
	}

	/**
	 * The hook of a transaction's manager sees its end.
	 * @param transaction the transaction
	 * @param manager its manager, {@code null} for one without a resource of its own
	 */
	void endCommit(TransactionExecution transaction, @Nullable ResourceTransactionManager manager) {
		Commit commit = this.openCommits.end(transaction);
		if (commit == null) {
			return;
		}
		Object nativeSession = (isAnythingPending() && manager != null) ? this.transactions.sessionOf(manager) : null;
		PendingSaves saves = (nativeSession != null) ? this.sessions.find(nativeSession) : null;
		if (saves != null && !saves.session().isInTransaction()) {
			ended(saves, saves.session().hasCommitted());
		}
		WriteSession committed = commit.committed();
		if (manager == null || committed == null) {
			tellCommitted((manager != null) ? manager.getResourceFactory() : transaction, null);
		}
		else if (isToBeTold()) {
			tellCommittedOutside(this.finishedTransactions.suspendEnded(manager, committed));
		}
	}

	/**
	 * Tells what waits to be told after its commit, if it may be told now.
	 * @param resource what the manager that has just ended one has bound something with,
	 * {@code null} if the manager is not known
	 * @param session the session that has just committed, {@code null} if it is bound
	 */
	private void tellCommitted(@Nullable Object resource, @Nullable WriteSession session) {
		if (isToBeTold()) {
			tellCommittedOutside(this.finishedTransactions.suspendAll(resource, session));
		}
	}

	/**
	 * Whether anything waits to be told after its commit, and nothing on this thread is
	 * still being committed.
	 */
	private boolean isToBeTold() {
		return this.afterCommitDelivery.isWaiting() && !this.openCommits.isAny();
	}

	private void tellCommittedOutside(FinishedTransaction finished) {
		try {
			this.afterCommitDelivery.deliver(finished);
		}
		finally {
			finished.resume();
		}
	}

	@Override
	public boolean isAnythingWaitingBeside(PendingSaves saves) {
		return this.sessions.open().isAnythingWaitingBeside(saves) || isAnythingCommittedWaiting();
	}

	@Override
	public void dropBeside(PendingSaves saves, RemovedRows removed, Set<Object> untold) {
		this.sessions.open().dropBeside(saves, removed, untold);
	}

	@Override
	public void removedAsIfCommitted(RemovedRows removed) {
		this.afterCommitDelivery.drop(removed);
	}

	@Override
	public boolean isAnythingCommittedWaiting() {
		return this.afterCommitDelivery.isAnythingLeft();
	}

}
