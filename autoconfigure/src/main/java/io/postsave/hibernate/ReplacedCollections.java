package io.postsave.hibernate;

import java.util.Objects;

import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;

/**
 * Updates that Hibernate reports of a row that it has not written, as all that it has
 * found to be dirty are collections that were replaced.
 */
final class ReplacedCollections {

	private ReplacedCollections() {
	}

	/**
	 * Whether an update is one of replaced collections alone: Hibernate writes the row if
	 * anything else in it differs, such as a time stamp that goes with each update.
	 */
	static boolean areAllOf(PostUpdateEvent event, EntityType type) {
		int @Nullable [] dirty = event.getDirtyProperties();
		@Nullable Object @Nullable [] oldState = event.getOldState();
		if (dirty == null || oldState == null || dirty.length == 0 || !type.persister().hasCollections()) {
			return false;
		}
		for (int index : dirty) {
			if (!type.persister().getPropertyTypes()[index].isCollectionType()) {
				return false;
			}
		}
		return Objects.equals(type.versionIn(oldState), type.versionIn(event.getState()))
				&& !isAnyColumnChanged(type, oldState, event.getState());
	}

	private static boolean isAnyColumnChanged(EntityType type, @Nullable Object[] oldState,
			@Nullable Object[] newState) {
		for (int i = 0; i < newState.length; i++) {
			if (type.names()[i] != null && type.isWrittenByUpdates(i) && type.isChange(i, oldState[i], newState[i])) {
				return true;
			}
		}
		return false;
	}

}
