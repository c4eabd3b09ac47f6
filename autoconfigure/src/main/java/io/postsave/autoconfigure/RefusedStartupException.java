package io.postsave.autoconfigure;

/**
 * Thrown if an application cannot be started as it is, for a reason that it can remedy.
 */
final class RefusedStartupException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	private final String remedy;

	RefusedStartupException(String reason, String remedy) {
		super(reason + " " + remedy);
		this.reason = reason;
		this.remedy = remedy;
	}

	String reason() {
		return this.reason;
	}

	String remedy() {
		return this.remedy;
	}

}
