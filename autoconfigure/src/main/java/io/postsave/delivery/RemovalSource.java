package io.postsave.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Makes a removal of an entity that the persistence provider removes.
 */
@FunctionalInterface
public interface RemovalSource {

	/**
	 * Return the removal. Called only if it matters to somebody.
	 * @param nativeSession the session that removes it
	 * @param entity the entity or a reference to it, which is not loaded for this
	 * @param told whether the deletion of its row is to be told
	 * @return the removal, {@code null} if there is no row to delete, or none that is
	 * ever told
	 */
	@Nullable Removal removalOf(Object nativeSession, Object entity, boolean told);

}
