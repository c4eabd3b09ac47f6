package io.postsave.delivery;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps what sessions have pending, from the first row that somebody listens to until the
 * transaction ends, and has it told in one of the two deliveries.
 */
final class SessionSaves implements PendingSaves.Owner {

	private final OpenSaves openSaves = new OpenSaves();

	private final OpenCommits openCommits = new OpenCommits();

	private final SpringTransactions transactions;

	private final InTransactionDelivery inTransactionDelivery;

	private final AfterCommitDelivery afterCommitDelivery;

	SessionSaves(SpringTransactions transactions, InTransactionDelivery inTransactionDelivery,
			AfterCommitDelivery afterCommitDelivery) {
		this.transactions = transactions;
		this.inTransactionDelivery = inTransactionDelivery;
		this.afterCommitDelivery = afterCommitDelivery;
	}

	SpringTransactions transactions() {
		return this.transactions;
	}

	/**
	 * The commits of Spring's that the current thread is in the middle of.
	 */
	OpenCommits openCommits() {
		return this.openCommits;
	}

	/**
	 * What the current thread's sessions have pending, most recent first.
	 */
	@Nullable PendingSaves first() {
		return this.openSaves.first();
	}

	/**
	 * Return what is pending in the session that comes after another.
	 */
	@Nullable PendingSaves next(PendingSaves saves) {
		return this.openSaves.next(saves);
	}

	@Nullable PendingSaves find(Object nativeSession) {
		return this.openSaves.find(nativeSession);
	}

	PendingSaves findOrOpen(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		if (saves != null) {
			return saves;
		}
		WriteSession session = this.transactions.sessions().sessionOf(nativeSession);
		PendingSaves opened = new PendingSaves(session, this, this.transactions.manage(session));
		opened.setTransactional(session.onEnd(opened) || awaitSpring(opened));
		return open(opened);
	}

	private PendingSaves open(PendingSaves opened) {
		PendingSaves other = opened.isTransactional() ? findInTransactionOf(opened.session()) : null;
		if (other != null) {
			opened.shareWith(other);
		}
		this.openSaves.add(opened);
		return opened;
	}

	private @Nullable PendingSaves findInTransactionOf(WriteSession session) {
		for (PendingSaves saves = first(); saves != null; saves = next(saves)) {
			if (saves.isTransactional() && this.transactions.isSame(saves, session)) {
				return saves;
			}
		}
		return null;
	}

	/**
	 * Whether another session has saves in the transaction of one that has none.
	 */
	boolean isAnyInTransactionOf(Object nativeSession) {
		return first() != null && findInTransactionOf(this.transactions.sessions().sessionOf(nativeSession)) != null;
	}

	/**
	 * Return what is to know of a removal in a session, or {@code null} if nothing waits
	 * that it might remove.
	 */
	@Nullable PendingSaves findForRemoval(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		if (saves == null && (isAnyInTransactionOf(nativeSession) || (isAnythingCommittedWaiting()
				&& this.transactions.sessions().sessionOf(nativeSession).isInTransaction()))) {
			return findOrOpen(nativeSession);
		}
		return saves;
	}

	@Override
	public boolean isAnythingWaitingBeside(PendingSaves saves) {
		for (PendingSaves other = first(); other != null; other = next(other)) {
			if (other != saves && other.isSharedWith(saves) && other.isAnythingWaiting()) {
				return true;
			}
		}
		return isAnythingCommittedWaiting();
	}

	@Override
	public void dropBeside(PendingSaves saves, RemovedRows removed) {
		for (PendingSaves other = first(); other != null; other = next(other)) {
			if (other != saves && other.isSharedWith(saves)) {
				other.drop(removed);
			}
		}
	}

	@Override
	public boolean isAnythingCommittedWaiting() {
		return this.afterCommitDelivery.isAnythingLeft();
	}

	/**
	 * Opens the pending saves of a session that has none, and whose transaction is one of
	 * Spring's that is about to commit: then they may be closed before it ends, or else
	 * {@link #awaitEnd} is called.
	 */
	PendingSaves openForCommit(WriteSession session) {
		PendingSaves opened = new PendingSaves(session, this, true);
		opened.setTransactional(true);
		return open(opened);
	}

	/**
	 * A session on the connection of one of Spring's transactions ends with that one.
	 */
	private boolean awaitSpring(PendingSaves saves) {
		boolean included = this.transactions.include(saves.session());
		if (included) {
			saves.setConnection(saves.session().connection());
			TransactionSynchronizationManager.registerSynchronization(new SpringCompletion(saves));
		}
		return included;
	}

	/**
	 * Sees to it that what a session has pending ends with its transaction, if it has not
	 * ended already.
	 */
	void awaitEnd(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		if (saves != null && saves.isTransactional() && !saves.session().onEnd(saves)) {
			close(saves);
		}
	}

	void close(PendingSaves saves) {
		this.openSaves.remove(saves);
	}

	/**
	 * Drops what a session has pending whose transaction's end is not told, as its
	 * connection is broken.
	 */
	void forget(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		if (saves != null) {
			close(saves);
		}
	}

	/**
	 * Tells in the transaction what is pending. The application's own entity manager may
	 * commit while Spring's transaction around it is being completed.
	 */
	void tell(PendingSaves saves) {
		if (saves.isManagedBySpring()) {
			this.inTransactionDelivery.deliver(saves);
		}
		else if (!saves.isEmpty()) {
			tellPending(saves, this.transactions.suspendFinished(null, null));
		}
	}

	private void tellPending(PendingSaves saves, @Nullable FinishedTransaction finished) {
		try {
			this.inTransactionDelivery.deliver(saves);
		}
		finally {
			if (finished != null) {
				finished.resume();
			}
		}
	}

	/**
	 * Without a transaction to wait for, what was written is committed.
	 */
	void closeIfWithoutTransaction(PendingSaves saves) {
		if (!saves.isTransactional() && saves.isEmpty() && !saves.session().isFlushing()) {
			ended(saves, true);
		}
	}

	/**
	 * Flushes the current transactions of Spring's and tells what would be told after
	 * their commit, within them, until nothing is left. For tests.
	 */
	void tellAsIfCommitted() {
		RoundsAsIfCommitted rounds = new RoundsAsIfCommitted(this.openSaves, this.transactions);
		try {
			this.afterCommitDelivery.deliverAsIfCommitted(rounds);
		}
		finally {
			rounds.end();
		}
	}

	/**
	 * A transaction begins on this thread: it shall not need a second connection because
	 * a listener has loaded lazily before, nor be told before one whose end was not told
	 * to its hook.
	 */
	void beforeBegin() {
		this.afterCommitDelivery.releaseConnection();
		tellCommitted(null, null);
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
		if (committed && saves.hasRemovedRows()) {
			this.afterCommitDelivery.drop(saves.removedRows());
		}
		Collection<WrittenRow> rows = committed ? saves.takeMerged() : List.of();
		if (!rows.isEmpty()) {
			this.afterCommitDelivery.add(rows);
			if (this.openCommits.isAny()) {
				noteCommitted(saves);
			}
			else {
				tellCommitted(null, saves.isManagedBySpring() ? null : saves.session());
			}
		}
	}

	private void noteCommitted(PendingSaves saves) {
		if (saves.isManagedBySpring()) {
			this.openCommits.committed(saves.session());
		}
	}

	/**
	 * The hook of a transaction's manager sees its end.
	 * @param transaction the transaction
	 * @param manager its manager, {@code null} for one without a resource of its own
	 */
	void endCommit(TransactionExecution transaction, @Nullable ResourceTransactionManager manager) {
		OpenCommits.Commit commit = this.openCommits.end(transaction);
		if (commit == null) {
			return;
		}
		Object nativeSession = (this.openSaves.first() != null && manager != null)
				? this.transactions.sessionOf(manager) : null;
		PendingSaves saves = (nativeSession != null) ? find(nativeSession) : null;
		if (saves != null && !saves.session().isInTransaction()) {
			ended(saves, saves.session().hasCommitted());
		}
		if (!isToBeTold()) {
			return;
		}
		WriteSession session = commit.session();
		if (manager != null && session != null) {
			tellCommittedOutside(this.transactions.suspendEnded(manager, session), null);
		}
		else {
			tellCommitted((manager != null) ? manager.getResourceFactory() : transaction, null);
		}
	}

	/**
	 * Whether anything waits to be told after its commit, and nothing on this thread is
	 * still being committed.
	 */
	private boolean isToBeTold() {
		return this.afterCommitDelivery.isWaiting() && !this.openCommits.isAny();
	}

	/**
	 * Tells what waits to be told after its commit, if it may be told now.
	 * @param resource what the manager that has just ended one has bound something with,
	 * {@code null} if the manager is not known
	 * @param session the session that has just committed, {@code null} if it is bound
	 */
	private void tellCommitted(@Nullable Object resource, @Nullable WriteSession session) {
		if (isToBeTold()) {
			tellCommittedOutside(this.transactions.suspendFinished(resource, session), session);
		}
	}

	/**
	 * Tells outside finished transactions, whose connections are given back.
	 */
	private void tellCommittedOutside(@Nullable FinishedTransaction finished, @Nullable WriteSession session) {
		Runnable releaseConnections = () -> {
			if (finished != null) {
				finished.releaseConnections();
			}
			if (session != null) {
				session.releaseConnection();
			}
		};
		try {
			releaseConnections.run();
			this.afterCommitDelivery.deliver(releaseConnections);
		}
		finally {
			if (finished != null) {
				finished.resume();
			}
		}
	}

	/**
	 * The end of one of Spring's transactions, for a session that has none of its own.
	 */
	private record SpringCompletion(PendingSaves saves) implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			this.saves.ended(status == STATUS_COMMITTED);
		}

	}

}
