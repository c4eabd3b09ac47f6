package io.postsave.hibernate;

import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an entity that Hibernate finds to be dirty, as it compares them or as
 * an enhanced entity has tracked them.
 */
final class DirtyAttributes {

	private DirtyAttributes() {
	}

	/**
	 * Return the indexes of the dirty attributes, or {@code null} if there are none.
	 */
	static int @Nullable [] of(Object entity, EntityPersister persister, @Nullable Object[] state,
			@Nullable Object[] loaded, SessionImplementor session) {
		return areTracked(entity) ? tracked((SelfDirtinessTracker) entity, persister, state, loaded, session)
				: persister.findDirty(state, loaded, entity, session);
	}

	/**
	 * Whether the entity itself keeps account of its dirty attributes.
	 */
	static boolean areTracked(Object entity) {
		return entity instanceof SelfDirtinessTracker && entity instanceof ManagedEntity managed
				&& managed.$$_hibernate_useTracker();
	}

	private static int @Nullable [] tracked(SelfDirtinessTracker entity, EntityPersister persister,
			@Nullable Object[] state, @Nullable Object[] loaded, SessionImplementor session) {
		return (entity.$$_hibernate_hasDirtyAttributes() || persister.hasMutableProperties()) ? persister
			.resolveDirtyAttributeIndexes(state, loaded, entity.$$_hibernate_getDirtyAttributes(), session) : null;
	}

}
