package io.postsave.hibernate;

import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.hibernate.event.spi.EventSource;
import org.hibernate.internal.EmptyInterceptor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a flush that follows another one would do anything, for a fraction of
 * its cost. Is certain where nobody but Hibernate takes part in a flush, and the session
 * holds nothing but entities that are plain values: without collections and cascades,
 * what a flush does is to compare each of their attributes.
 */
final class DirtyCheck {

	/** Hibernate's own, between the two of {@link FlushListeners}. */
	private static final int FLUSH_LISTENERS = 3;

	private DirtyCheck() {
	}

	/**
	 * Whether a flush may do anything.
	 * @param session an open session that has been flushed before
	 * @return {@code false} only if that is certain
	 */
	static boolean mayBeDirty(EventSource session) {
		PersistenceContext context = session.getPersistenceContextInternal();
		if (isExtended(session) || hasActions(session.getActionQueue()) || context.getCollectionEntriesSize() > 0) {
			return true;
		}
		CustomEntityDirtinessStrategy strategy = session.getFactory().getCustomEntityDirtinessStrategy();
		EntityPersister plain = null;
		for (ManagedEntity managed : context.reentrantSafeManagedEntities()) {
			Object entity = managed.$$_hibernate_getEntityInstance();
			EntityEntry entry = managed.$$_hibernate_getEntityEntry();
			EntityPersister persister = entry.getPersister();
			if ((persister != plain && !isPlain(persister)) || strategy.canDirtyCheck(entity, persister, session)
					|| mayBeDirty(entity, entry, session)) {
				return true;
			}
			plain = persister;
		}
		return false;
	}

	/**
	 * Whether code of others takes part in a flush.
	 */
	@SuppressWarnings("deprecation")
	private static boolean isExtended(EventSource session) {
		EventListenerGroups groups = session.getFactory().getEventListenerGroups();
		return session.getInterceptor() != EmptyInterceptor.INSTANCE
				|| groups.eventListenerGroup_FLUSH.count() != FLUSH_LISTENERS
				|| groups.eventListenerGroup_FLUSH_ENTITY.count() != 1
				|| groups.eventListenerGroup_FLUSH_ENTITY.listeners()
					.iterator()
					.next()
					.getClass() != DefaultFlushEntityEventListener.class;
	}

	private static boolean hasActions(ActionQueue actionQueue) {
		return actionQueue.hasAnyQueuedActions() || actionQueue.areInsertionsOrDeletionsQueued();
	}

	private static boolean mayBeDirty(Object entity, EntityEntry entry, EventSource session) {
		if (entry.getStatus() != Status.MANAGED && entry.getStatus() != Status.READ_ONLY) {
			return true;
		}
		@Nullable Object @Nullable [] loadedState = entry.getLoadedState();
		boolean compared = entry.requiresDirtyCheck(entity);
		return (compared || loadedState == null) && hasOtherId(entity, entry, session)
				|| compared && hasOtherState(entity, loadedState, entry.getPersister(), session);
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

	private static boolean hasOtherState(Object entity, @Nullable Object @Nullable [] loadedState,
			EntityPersister persister, EventSource session) {
		@Nullable Object[] state = persister.getValues(entity);
		return loadedState == null || persister.findDirty(state, loadedState, entity, session) != null
				|| (persister.hasToOnes() && mayHaveOtherReference(state, loadedState, persister.getPropertyTypes()));
	}

	/**
	 * An entity that is not saved is no change, having no identifier yet, but a flush
	 * refuses it.
	 */
	private static boolean mayHaveOtherReference(@Nullable Object[] state, @Nullable Object[] loadedState,
			Type[] types) {
		for (int i = 0; i < types.length; i++) {
			if (mayContainReference(types[i]) || (types[i].isAssociationType() && state[i] != loadedState[i])) {
				return true;
			}
		}
		return false;
	}

	private static boolean mayContainReference(Type type) {
		if (type instanceof CompositeType composite) {
			for (Type part : composite.getSubtypes()) {
				if (part.isAssociationType() || part.isComponentType()) {
					return true;
				}
			}
		}
		return false;
	}

}
