package io.postsave.hibernate;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The keys of rows, and what a session is about to do with the row of a key.
 */
final class RowKeys {

	private RowKeys() {
	}

	/**
	 * Return the key of the row of an entity, or of a reference to one, which is not
	 * loaded for this.
	 * @return {@code null} if the session has not loaded or saved the entity
	 */
	static @Nullable EntityKey of(Object entity, SharedSessionContractImplementor session) {
		LazyInitializer reference = HibernateProxy.extractLazyInitializer(entity);
		if (reference != null) {
			return session.generateEntityKey(reference.getInternalIdentifier(),
					session.getFactory().getMappingMetamodel().getEntityDescriptor(reference.getEntityName()));
		}
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		return (entry != null) ? entry.getEntityKey() : null;
	}

	/**
	 * Whether the next flush will remove the row.
	 */
	static boolean isRemovalScheduled(EntityKey key, SharedSessionContractImplementor session) {
		PersistenceContext context = session.getPersistenceContextInternal();
		Object entity = context.getEntity(key);
		return (entity != null) ? SessionState.isRemoved(entity, session)
				: context.containsDeletedUnloadedEntityKey(key);
	}

	/**
	 * Whether the session holds the entity of the row and will not remove it.
	 */
	static boolean isManaged(EntityKey key, SharedSessionContractImplementor session) {
		Object entity = session.getPersistenceContextInternal().getEntity(key);
		return entity != null && !SessionState.isRemoved(entity, session);
	}

}
