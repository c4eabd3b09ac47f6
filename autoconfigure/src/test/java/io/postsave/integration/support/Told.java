package io.postsave.integration.support;

/**
 * What a listener is told of, at the commit or by a flush of the caller's before it.
 */
public enum Told {

	CREATED, UPDATED, CREATED_AND_FLUSHED, UPDATED_AND_FLUSHED;

	public boolean isCreated() {
		return this == CREATED || this == CREATED_AND_FLUSHED;
	}

	public boolean isFlushed() {
		return this == CREATED_AND_FLUSHED || this == UPDATED_AND_FLUSHED;
	}

	/**
	 * How many flushes there are if the listener changes nothing.
	 */
	public int flushes() {
		return isFlushed() ? 2 : 1;
	}

}
