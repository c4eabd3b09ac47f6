package io.postsave.hibernate;

import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.internal.EmptyInterceptor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a flush that follows another one would do anything, for a fraction of
 * its cost. Is certain where the session holds nothing but entities that are plain
 * values: without collections and cascades, what a flush does is to compare each of their
 * attributes.
 */
final class DirtyCheck {

	private DirtyCheck() {
	}

	/**
	 * Whether a flush may do anything.
	 * @param session an open session that has been flushed before
	 * @return {@code false} only if that is certain
	 */
	static boolean mayBeDirty(EventSource session) {
		PersistenceContext context = session.getPersistenceContextInternal();
		if (session.getInterceptor() != EmptyInterceptor.INSTANCE || hasActions(session.getActionQueue())
				|| context.getCollectionEntriesSize() > 0) {
			return true;
		}
		for (ManagedEntity managed : context.reentrantSafeManagedEntities()) {
			Object entity = managed.$$_hibernate_getEntityInstance();
			if (mayBeDirty(entity, managed.$$_hibernate_getEntityEntry(), session)) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasActions(ActionQueue actionQueue) {
		return actionQueue.hasAnyQueuedActions() || actionQueue.areInsertionsOrDeletionsQueued();
	}

	private static boolean mayBeDirty(Object entity, EntityEntry entry, EventSource session) {
		EntityPersister persister = entry.getPersister();
		if (!isPlain(persister) || (entry.getStatus() != Status.MANAGED && entry.getStatus() != Status.READ_ONLY)) {
			return true;
		}
		return entry.requiresDirtyCheck(entity) && (hasOtherId(entity, entry, session)
				|| hasOtherState(persister.getValues(entity), entry.getLoadedState(), entity, persister, session));
	}

	/**
	 * Not with a natural identifier either, which a flush refuses to see altered.
	 */
	private static boolean isPlain(EntityPersister persister) {
		return !persister.hasCollections() && !persister.hasCascadePersist() && !persister.hasNaturalIdentifier();
	}

	/**
	 * A flush refuses that.
	 */
	private static boolean hasOtherId(Object entity, EntityEntry entry, EventSource session) {
		Object id = entry.getPersister().getIdentifier(entity, session);
		return id != entry.getId()
				&& !entry.getPersister().getIdentifierType().isEqual(entry.getId(), id, session.getFactory());
	}

	private static boolean hasOtherState(@Nullable Object[] state, @Nullable Object @Nullable [] loadedState,
			Object entity, EntityPersister persister, EventSource session) {
		return loadedState == null || persister.findDirty(state, loadedState, entity, session) != null;
	}

}
