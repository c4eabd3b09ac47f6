package io.postsave.delivery;

/**
 * Counts what is told. Each write is counted once, by what became of it first; that a
 * listener has failed is counted even if others had been told before.
 */
public interface DeliveryMeter {

	/**
	 * Counts a write.
	 * @param entityType the entity class
	 * @param kind what was done to the row
	 * @param result what became of the event
	 */
	void count(Class<?> entityType, WriteKind kind, Result result);

	/**
	 * Notes how many rounds one delivery in the transaction had.
	 * @param rounds the number of rounds, at least one
	 */
	void delivered(int rounds);

	/**
	 * Notes how many events one session's transaction had.
	 * @param events the number of events, told in it or after its commit, at least one
	 */
	void transactionEnded(int events);

	/**
	 * What became of an event.
	 */
	enum Result {

		/** Somebody was told, or is going to be by Spring. */
		TOLD,

		/** A listener has failed. */
		FAILED,

		/** The write was made in a muted block. */
		MUTED,

		/** The type is excluded. */
		EXCLUDED

	}

}
