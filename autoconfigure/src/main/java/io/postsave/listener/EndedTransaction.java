package io.postsave.listener;

/**
 * The transaction that has just ended on the current thread, in whose sessions methods
 * that are told of its end may leave what nobody writes any more.
 */
public interface EndedTransaction {

	/**
	 * Return how many inserts and deletions wait in its sessions.
	 * @return their number, 0 if there is no such transaction
	 */
	int queued();

	/**
	 * Called when a method has added to what waits.
	 * @param method the name of the method, as messages have it
	 * @param committing whether the method is told after commits alone
	 */
	void leftQueued(String method, boolean committing);

}
