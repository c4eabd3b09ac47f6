package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Makes a row of what the persistence provider tells of it.
 *
 * @param <E> what the provider tells
 */
@FunctionalInterface
public interface RowSource<E> {

	/**
	 * Return the row. Called only if the row matters to somebody.
	 * @param event what the provider tells
	 * @return the row as it was written, {@code null} if none was
	 */
	@Nullable WrittenRow rowOf(E event);

	/**
	 * Return the removal of the entity of a row that
	 * {@linkplain WrittenRow#isBeingRemoved() is being removed}.
	 * @param event what the provider tells
	 * @return the removal, {@code null} if there is none
	 */
	default @Nullable Removal removalOf(E event) {
		return null;
	}

}
