package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionExecution;

/**
 * A commit that a thread is in the middle of, from the moment when the hook of its
 * manager is called before it, and what is found out meanwhile.
 */
final class Commit {

	private final TransactionExecution transaction;

	private final @Nullable Commit outer;

	private @Nullable WriteSession telling;

	private boolean flushing;

	private int round;

	private @Nullable Throwable listenerFailure;

	private @Nullable WriteSession committed;

	Commit(TransactionExecution transaction, @Nullable Commit outer) {
		this.transaction = transaction;
		this.outer = outer;
	}

	/**
	 * Return the commit that is open around this one, or {@code null}.
	 */
	@Nullable Commit outer() {
		return this.outer;
	}

	boolean isOf(TransactionExecution transaction) {
		return this.transaction == transaction;
	}

	/**
	 * Whether the transaction has ended, though its manager's hook may not have been told
	 * so.
	 */
	boolean isOver() {
		return this.transaction.isCompleted();
	}

	/**
	 * A round begins: what a session has to tell before the commit is told.
	 * @param session the session
	 * @param flushing whether it is flushed for that
	 * @param round how many rounds have come before, each caused by synchronizations that
	 * went on saving
	 */
	void tellsIn(WriteSession session, boolean flushing, int round) {
		this.telling = session;
		this.flushing = flushing;
		this.round = round;
		this.listenerFailure = null;
	}

	/**
	 * Whether a session is one that was told in before this commit.
	 */
	boolean tells(WriteSession session) {
		return this.telling == session;
	}

	/**
	 * Whether that session is flushed for the commit.
	 */
	boolean isFlushing() {
		return this.flushing;
	}

	/**
	 * How many rounds have come before.
	 */
	int round() {
		return this.round;
	}

	/**
	 * A listener has failed: its exception reaches the caller as it is.
	 */
	void listenerFailed(Throwable failure) {
		this.listenerFailure = failure;
	}

	/**
	 * Return what a listener has failed with in this round, or {@code null}.
	 */
	@Nullable Throwable listenerFailure() {
		return this.listenerFailure;
	}

	/**
	 * The transaction has committed what a session has written.
	 */
	void committed(WriteSession session) {
		this.committed = session;
	}

	/**
	 * Return the session that was committed, {@code null} if it had nothing to tell.
	 */
	@Nullable WriteSession committed() {
		return this.committed;
	}

}
