package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what sessions have pending, from the first row that somebody listens to until the
 * transaction ends, and has it told in one of the two deliveries.
 */
final class SessionSaves {

	private final OpenSaves openSaves = new OpenSaves();

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
	 * What the current thread's sessions have pending, most recent first.
	 */
	@Nullable PendingSaves first() {
		return this.openSaves.first();
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
		PendingSaves opened = open(session, this.transactions.manage(session));
		opened.setTransactional(session.onCompletion(opened));
		return opened;
	}

	/**
	 * Opens the pending saves of a session that has none, and whose transaction is one of
	 * Spring's that is about to commit: then they may be closed before it ends, or else
	 * {@link #awaitEnd} is called.
	 */
	PendingSaves openForCommit(WriteSession session) {
		PendingSaves opened = open(session, true);
		opened.setTransactional(true);
		return opened;
	}

	private PendingSaves open(WriteSession session, boolean managedBySpring) {
		PendingSaves opened = new PendingSaves(session, this, managedBySpring);
		this.openSaves.add(opened);
		return opened;
	}

	/**
	 * Sees to it that what a session has pending ends with its transaction, if it has not
	 * ended already.
	 */
	void awaitEnd(Object nativeSession) {
		PendingSaves saves = find(nativeSession);
		if (saves != null && saves.isTransactional() && !saves.session().onCompletion(saves)) {
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
	 * Tells in the transaction what is pending.
	 */
	void tell(PendingSaves saves) {
		if (saves.isManagedBySpring()) {
			this.inTransactionDelivery.deliver(saves);
		}
		else if (!saves.isEmpty()) {
			outsideFinishedTransactions(() -> this.inTransactionDelivery.deliver(saves));
		}
	}

	/**
	 * Tells what the transaction that a session has committed saved, and ends its pending
	 * saves.
	 * @param saves what was saved
	 * @param releaseConnection gives back the session's connection
	 */
	void tellCommitted(PendingSaves saves, Runnable releaseConnection) {
		close(saves);
		if (!saves.merged().isEmpty()) {
			this.afterCommitDelivery.deliver(saves.merged(), releaseConnection);
		}
	}

	/**
	 * Without a transaction to wait for, what was written is committed.
	 */
	void closeIfWithoutTransaction(PendingSaves saves) {
		if (!saves.isTransactional() && saves.isEmpty() && !saves.session().isFlushing()) {
			tellCommitted(saves, saves.session()::releaseConnection);
		}
	}

	/**
	 * Flushes the current transactions of Spring's and tells what would be told after
	 * their commit, within them, until nothing is left. For tests.
	 */
	void tellAsIfCommitted() {
		this.afterCommitDelivery.deliverAsIfCommitted(this::flushAndTakeMerged);
	}

	private List<WrittenRow> flushAndTakeMerged() {
		this.transactions.flush();
		List<WrittenRow> rows = new ArrayList<>();
		for (PendingSaves saves = this.openSaves.first(); saves != null; saves = saves.next) {
			if (this.transactions.manage(saves.session())) {
				rows.addAll(saves.takeMerged());
			}
		}
		return rows;
	}

	/**
	 * The application's own entity manager may commit while Spring's transaction around
	 * it is being completed.
	 */
	private void outsideFinishedTransactions(Runnable delivery) {
		FinishedTransaction finished = this.transactions.suspendFinished();
		try {
			delivery.run();
		}
		finally {
			if (finished != null) {
				finished.resume();
			}
		}
	}

	boolean isDeliveringAfterCommit() {
		return this.afterCommitDelivery.isDelivering();
	}

	/**
	 * Has a delivery give back the connection of the finished transaction, as another one
	 * is about to begin.
	 */
	void releaseConnectionOfDelivery() {
		this.afterCommitDelivery.releaseConnection();
	}

	void beforeCompletion(PendingSaves saves) {
		saves.forgetFailedFlush();
		tell(saves);
	}

	/**
	 * Puts an end to the pending saves of a session with its transaction, unless it is
	 * one of Spring's that a {@link CommitHook} sees the end of.
	 */
	void afterCompletion(PendingSaves saves, boolean committed) {
		if (!committed || saves.merged().isEmpty()) {
			close(saves);
		}
		else if (!saves.isManagedBySpring()) {
			WriteSession session = saves.session();
			session.releaseConnection();
			outsideFinishedTransactions(() -> tellCommitted(saves, session::releaseConnection));
		}
	}

}
