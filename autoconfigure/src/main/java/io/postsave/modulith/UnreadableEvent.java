package io.postsave.modulith;

/**
 * Stands for a stored event that cannot be read: an exception in its place would stop the
 * resubmission of all others, and the startup. No listener is called with it.
 *
 * @param description what is stored
 * @param reason why it cannot be read
 */
record UnreadableEvent(String description, String reason) {

	/**
	 * Return what is thrown where a listener would have to be called.
	 */
	IllegalStateException exception() {
		return new IllegalStateException("The stored event of " + this.description + " cannot be read: " + this.reason);
	}

}
