package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Failures that a test is to notice, kept until all listeners have been told.
 */
final class ThrownFailures {

	private @Nullable Throwable first;

	void add(Throwable failure) {
		if (this.first == null) {
			this.first = failure;
		}
		else if (this.first != failure) {
			this.first.addSuppressed(failure);
		}
	}

	/**
	 * Throws the first failure, which may be a checked exception, with the others
	 * suppressed in it.
	 */
	void throwAny() {
		if (this.first != null) {
			ThrownFailures.<RuntimeException>throwAs(this.first);
		}
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> void throwAs(Throwable failure) throws E {
		throw (E) failure;
	}

}
