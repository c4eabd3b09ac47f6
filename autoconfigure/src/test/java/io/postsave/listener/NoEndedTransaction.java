package io.postsave.listener;

/**
 * Holds nothing.
 */
final class NoEndedTransaction implements EndedTransaction {

	@Override
	public int queued() {
		return 0;
	}

	@Override
	public void leftQueued(String method, boolean committing) {
		throw new AssertionError(method);
	}

}
