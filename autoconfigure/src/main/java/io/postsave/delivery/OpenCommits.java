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

	/**
	 * Begins a commit, if it has not begun already.
	 */
	Commit begin(TransactionExecution transaction) {
		Commit open = open();
		if (open != null && open.isOf(transaction)) {
			return open;
		}
		Commit begun = new Commit(transaction, open);
		this.innermost.set(begun);
		return begun;
	}

	/**
	 * Notes the session that the innermost commit has committed.
	 */
	void committed(WriteSession session) {
		Commit innermost = this.innermost.get();
		if (innermost != null) {
			innermost.committed(session);
		}
	}

	/**
	 * Return the commit before which a session is told in, {@code null} if there is none.
	 */
	@Nullable Commit tellingIn(WriteSession session) {
		Commit commit = this.innermost.get();
		while (commit != null && !commit.tells(session)) {
			commit = commit.outer();
		}
		return commit;
	}

	/**
	 * Ends a commit, with those within it.
	 * @return the commit, {@code null} if it has not begun or has ended already
	 */
	@Nullable Commit end(TransactionExecution transaction) {
		for (Commit commit = this.innermost.get(); commit != null; commit = commit.outer()) {
			if (commit.isOf(transaction)) {
				this.innermost.set(commit.outer());
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
		while (commit != null && commit.isOver()) {
			commit = commit.outer();
		}
		return commit;
	}

}
