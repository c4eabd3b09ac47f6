package io.postsave.integration.support;

/**
 * When the caller saves within its transaction, and what flush writes it.
 */
public enum Moment {

	/**
	 * The commit's own flush.
	 */
	COMMIT,

	/**
	 * An explicit flush.
	 */
	FLUSH,

	/**
	 * A flush that a query causes.
	 */
	QUERY,

	/**
	 * Saved in somebody's {@code TransactionSynchronization.beforeCommit}.
	 */
	BEFORE_COMMIT,

	/**
	 * Saved and flushed in somebody's {@code TransactionSynchronization.beforeCommit}.
	 */
	BEFORE_COMMIT_FLUSHED,

	/**
	 * Saved in somebody's {@code TransactionSynchronization.beforeCompletion}.
	 */
	BEFORE_COMPLETION,

	/**
	 * Saved and flushed in somebody's
	 * {@code TransactionSynchronization.beforeCompletion}.
	 */
	BEFORE_COMPLETION_FLUSHED

}
