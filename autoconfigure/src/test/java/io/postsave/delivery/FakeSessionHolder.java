package io.postsave.delivery;

import org.springframework.transaction.support.ResourceHolderSupport;

/**
 * Holds a session for the thread that it is bound to.
 */
final class FakeSessionHolder extends ResourceHolderSupport {

	private final FakeSession session;

	private FakeSessionHolder(FakeSession session) {
		this.session = session;
	}

	/**
	 * Return a holder whose session is a transaction's.
	 */
	static FakeSessionHolder inTransaction(FakeSession session) {
		FakeSessionHolder holder = new FakeSessionHolder(session);
		holder.setSynchronizedWithTransaction(true);
		return holder;
	}

	/**
	 * Return a holder whose session was bound for reading alone.
	 */
	static FakeSessionHolder outsideOfTransaction(FakeSession session) {
		return new FakeSessionHolder(session);
	}

	FakeSession session() {
		return this.session;
	}

}
