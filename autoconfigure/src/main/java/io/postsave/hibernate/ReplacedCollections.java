package io.postsave.hibernate;

import java.util.Objects;

import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Updates that Hibernate reports of a row that it has not written, as all that it has
 * found to be dirty are collections that were replaced.
 */
final class ReplacedCollections {

	private ReplacedCollections() {
	}

	/**
	 * Whether an update is one of replaced collections alone.
	 */
	static boolean areAllOf(PostUpdateEvent event) {
		int @Nullable [] dirty = event.getDirtyProperties();
		EntityPersister persister = event.getPersister();
		if (dirty == null || dirty.length == 0 || !persister.hasCollections()) {
			return false;
		}
		for (int index : dirty) {
			if (!persister.getPropertyTypes()[index].isCollectionType()) {
				return false;
			}
		}
		return !persister.isVersioned() || isSameVersion(event, persister.getVersionPropertyIndex());
	}

	private static boolean isSameVersion(PostUpdateEvent event, int index) {
		@Nullable Object @Nullable [] oldState = event.getOldState();
		return oldState != null && Objects.equals(oldState[index], event.getState()[index]);
	}

}
