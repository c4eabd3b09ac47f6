package io.postsave.hibernate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown where a value has no plain form, or a plain form is that of no value.
 */
@SuppressWarnings("serial")
final class UnstorableValueException extends RuntimeException {

	UnstorableValueException(String message) {
		this(message, null);
	}

	UnstorableValueException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
