package io.postsave.hibernate;

import java.util.Collection;
import java.util.function.Predicate;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What the flush of a commit may write, judged by the types of the entities that a
 * session holds.
 */
final class PossibleWrites {

	private PossibleWrites() {
	}

	/**
	 * Whether the session holds an entity of a class that matters, or one that may
	 * cascade to such an entity.
	 */
	static boolean areAny(SharedSessionContractImplementor session, CascadeTargets cascadeTargets,
			Predicate<Class<?>> matters) {
		PersistenceContext context = session.getPersistenceContextInternal();
		Collection<EntityHolder> managed = ManagedEntities.in(context);
		if (managed.size() < context.getNumberOfManagedEntities()) {
			return true;
		}
		EntityPersister seen = null;
		for (EntityHolder holder : managed) {
			EntityEntry entry = holder.getEntityEntry();
			if (entry != null && entry.getPersister() != seen) {
				seen = entry.getPersister();
				if (isOfClassThat(matters, seen) || cascadeTargets.areAny(seen, matters)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isOfClassThat(Predicate<Class<?>> matters, EntityPersister persister) {
		Class<?> entityClass = EntityTypes.classOf(persister);
		return entityClass != null && matters.test(entityClass);
	}

}
