package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

/**
 * One place in a list that a thread keeps.
 *
 * @param <T> what it holds
 */
abstract class Link<T> {

	private @Nullable Link<T> next;

	/**
	 * Return what is held, {@code null} if nobody else has held it.
	 */
	abstract @Nullable T held();

	@Nullable Link<T> next() {
		return this.next;
	}

	void setNext(@Nullable Link<T> next) {
		this.next = next;
	}

}
