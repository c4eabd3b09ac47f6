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
	 * Ends a commit, with those within it.
	 * @return whether it had begun and not ended yet
	 */
	boolean end(TransactionExecution transaction) {
		for (Commit commit = this.innermost.get(); commit != null; commit = commit.outer()) {
			if (commit.transaction() == transaction) {
				this.innermost.set(commit.outer());
				return true;
			}
		}
		return false;
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
		while (commit != null && commit.transaction().isCompleted()) {
			commit = commit.outer();
		}
		return commit;
	}

	private record Commit(TransactionExecution transaction, @Nullable Commit outer) {
	}

}
