package io.postsave.hibernate;

import org.jspecify.annotations.Nullable;

/**
 * A value that equals itself only.
 *
 * @param value the value
 */
record SameInstance(Object value) {

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SameInstance same && same.value == this.value;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this.value);
	}

}
