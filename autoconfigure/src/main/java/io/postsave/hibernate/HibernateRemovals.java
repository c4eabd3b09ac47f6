package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.List;

import io.postsave.delivery.Removal;
import io.postsave.delivery.RemovalSource;
import io.postsave.delivery.SaveRecorder;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The removals of entities, and of references to some that are not loaded for it.
 *
 * @param recorder told of removals
 * @param types the entity types of the session factory
 */
record HibernateRemovals(SaveRecorder recorder, EntityTypes types) implements RemovalSource {

	/**
	 * Tells of an entity that is removed, unless it has no class.
	 */
	void removed(EventSource session, Object entity) {
		LazyInitializer reference = HibernateProxy.extractLazyInitializer(entity);
		Class<?> entityType = (reference != null) ? classOf(session, reference) : entity.getClass();
		if (entityType != null) {
			this.recorder.entityRemoved(session, entityType, entity, this);
		}
	}

	private static @Nullable Class<?> classOf(EventSource session, LazyInitializer reference) {
		return reference.isUninitialized() ? EntityTypes.classOf(persisterOf(session, reference))
				: reference.getImplementation().getClass();
	}

	private static EntityPersister persisterOf(SharedSessionContractImplementor session, LazyInitializer reference) {
		return session.getFactory().getMappingMetamodel().getEntityDescriptor(reference.getEntityName());
	}

	@Override
	public @Nullable Removal removalOf(Object nativeSession, Object entity, boolean told) {
		SharedSessionContractImplementor session = (SharedSessionContractImplementor) nativeSession;
		LazyInitializer reference = HibernateProxy.extractLazyInitializer(entity);
		if (reference != null && reference.isUninitialized()) {
			EntityType type = toldType(persisterOf(session, reference));
			return (type != null) ? new ReferenceRemoval(session, entity, reference.getInternalIdentifier(), type)
					: null;
		}
		Object instance = (reference != null) ? reference.getImplementation() : entity;
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(instance);
		EntityType type = (entry != null) ? toldType(entry.getPersister()) : null;
		return (entry != null && type != null) ? EntityRemoval.of(session, instance, entry, type, told) : null;
	}

	private @Nullable EntityType toldType(EntityPersister persister) {
		return this.types.isTold(persister) ? this.types.of(persister) : null;
	}

	/**
	 * Tells of entities that have been removed, if the flush that begins will delete rows
	 * that nobody has told of.
	 */
	void flushBegins(EventSource session) {
		int deletions = session.getActionQueue().numberOfDeletions();
		if (deletions > 0 && this.recorder.isMissingRemovals(session, deletions)) {
			scheduledIn(session.getPersistenceContextInternal()).forEach((entity) -> removed(session, entity));
		}
	}

	/**
	 * Return the entities that the next flush will remove, and references to some.
	 */
	private static List<Object> scheduledIn(PersistenceContext context) {
		List<Object> scheduled = new ArrayList<>();
		for (EntityHolder holder : ManagedEntities.in(context)) {
			EntityEntry entry = holder.getEntityEntry();
			if (entry != null && entry.getStatus() == Status.DELETED) {
				scheduled.add(holder.getEntity());
			}
			else if (entry == null && holder.getProxy() != null
					&& context.containsDeletedUnloadedEntityKey(holder.getEntityKey())) {
				scheduled.add(holder.getProxy());
			}
		}
		return scheduled;
	}

}
