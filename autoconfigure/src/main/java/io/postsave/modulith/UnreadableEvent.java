package io.postsave.modulith;

/**
 * Stands for a stored event that cannot be read: an exception in its place would stop the
 * resubmission of all others, and the startup. No listener is called with it.
 *
 * @param description what is stored
 * @param reason why it cannot be read
 */
record UnreadableEvent(String description, String reason) {

	private static final int LONGEST = 500;

	/**
	 * What is stored is not trusted to be short, nor to stay in its line of the log.
	 */
	UnreadableEvent(String description, String reason) {
		this.description = line(description);
		this.reason = line(reason);
	}

	private static String line(String text) {
		String start = (text.length() > LONGEST) ? text.substring(0, LONGEST) + "..." : text;
		return start.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?");
	}

	/**
	 * Return what is thrown where a listener would have to be called.
	 */
	IllegalStateException exception() {
		return new IllegalStateException("The stored event of " + this.description + " cannot be read: " + this.reason);
	}

}
