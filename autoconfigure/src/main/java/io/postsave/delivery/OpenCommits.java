package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;
import org.springframework.transaction.TransactionExecution;

/**
 * The transactions that the current thread is about to commit or has just ended, as seen
 * by the hooks of their managers. While there is one, what is committed on the thread
 * waits to be told, so that a later commit never overtakes an earlier one.
 */
final class OpenCommits {

	private final ThreadLocal<@Nullable Commit> innermost = new NamedThreadLocal<>("Open commits");

	void begin(TransactionExecution transaction) {
		this.innermost.set(new Commit(transaction, open()));
	}

	/**
	 * Notes the session that the innermost commit has committed.
	 */
	void committed(WriteSession session) {
		Commit innermost = this.innermost.get();
		if (innermost != null) {
			innermost.session = session;
		}
	}

	/**
	 * Ends a commit, with those within it.
	 * @return the commit, {@code null} if it has not begun or has ended already
	 */
	@Nullable Commit end(TransactionExecution transaction) {
		for (Commit commit = this.innermost.get(); commit != null; commit = commit.outer) {
			if (commit.transaction == transaction) {
				this.innermost.set(commit.outer);
				return commit;
			}
		}
		return null;
	}

	boolean isAny() {
		Commit innermost = this.innermost.get();
		if (innermost == null) {
			return false;
		}
		Commit open = open();
		this.innermost.set(open);
		return open != null;
	}

	/**
	 * The end of one is not told if another listener to its manager fails.
	 */
	private @Nullable Commit open() {
		Commit commit = this.innermost.get();
		while (commit != null && commit.transaction.isCompleted()) {
			commit = commit.outer;
		}
		return commit;
	}

	/**
	 * One of the commits.
	 */
	static final class Commit {

		private final TransactionExecution transaction;

		private final @Nullable Commit outer;

		private @Nullable WriteSession session;

		private Commit(TransactionExecution transaction, @Nullable Commit outer) {
			this.transaction = transaction;
			this.outer = outer;
		}

		/**
		 * Return the session that was committed, {@code null} if it had nothing to tell.
		 */
		@Nullable WriteSession session() {
			return this.session;
		}

	}

}
