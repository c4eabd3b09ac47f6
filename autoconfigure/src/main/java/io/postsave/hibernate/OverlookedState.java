package io.postsave.hibernate;

import java.util.List;

import org.hibernate.LockMode;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Parts of an entity's state that a flush is made to overlook. Each method returns what
 * makes Hibernate find them again.
 */
final class OverlookedState {

	private static final Runnable NOTHING = () -> {
	};

	private OverlookedState() {
	}

	/**
	 * Gives an entity the identifier with which it was loaded: a flush refuses another
	 * one.
	 */
	static Runnable identifier(Object entity, EntityEntry entry, SharedSessionContractImplementor session) {
		EntityPersister persister = entry.getPersister();
		Object altered = persister.getIdentifier(entity, session);
		persister.setIdentifier(entity, entry.getId(), session);
		return () -> persister.setIdentifier(entity, altered, session);
	}

	/**
	 * Has an attribute's value stand for what was loaded. An update writes that value,
	 * too, and puts another state in the place of the loaded one. Only a dynamic update
	 * has not written what was overlooked: then it is the original in both states.
	 */
	static Runnable attribute(Object entity, EntityEntry entry, @Nullable Object[] loaded, int index) {
		Object original = loaded[index];
		loaded[index] = entry.getPersister().getValue(entity, index);
		return () -> {
			@Nullable Object @Nullable [] state = entry.getLoadedState();
			if (state == loaded || (state != null && entry.getPersister().isDynamicUpdate())) {
				loaded[index] = original;
				state[index] = original;
			}
		};
	}

	/**
	 * Has a collection's elements stand for what was loaded, unless the collection itself
	 * knows that it was changed.
	 */
	static Runnable collection(@Nullable Object value, SharedSessionContractImplementor session) {
		PersistenceContext context = session.getPersistenceContextInternal();
		PersistentCollection<?> collection = CollectionChange.wrapperOf(value, context);
		CollectionEntry entry = (collection != null) ? context.getCollectionEntry(collection) : null;
		if (value == null || collection == null || entry == null || CollectionChange.isKnownTo(collection)) {
			return NOTHING;
		}
		return OverlookedElements.putInto(entry.getSnapshot(), value);
	}

	/**
	 * Has a managed entity be read-only, as those are not compared.
	 */
	static Runnable whole(Object entity, EntityEntry entry, @Nullable Object[] loaded) {
		LockMode lockMode = entry.getLockMode();
		String[] tracked = DirtyAttributes.areTracked(entity)
				? ((SelfDirtinessTracker) entity).$$_hibernate_getDirtyAttributes() : new String[0];
		entry.setStatus(Status.READ_ONLY);
		return () -> {
			if (entry.getStatus() == Status.READ_ONLY) {
				entry.setStatus(Status.MANAGED);
				entry.postUpdate(entity, loaded, entry.getVersion());
				entry.setLockMode(lockMode);
				if (entity instanceof SelfDirtinessTracker tracker) {
					List.of(tracked).forEach(tracker::$$_hibernate_trackChange);
				}
			}
		};
	}

}
