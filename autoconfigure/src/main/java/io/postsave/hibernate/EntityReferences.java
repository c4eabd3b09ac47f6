package io.postsave.hibernate;

import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Makes references to entities that are not loaded, and that no session holds: they can
 * be asked for their identifier alone.
 */
final class EntityReferences {

	private EntityReferences() {
	}

	/**
	 * Return a reference. An entity class that has no proxies is instantiated, and has
	 * nothing but its identifier.
	 * @param persister the mapping of the entity
	 * @param id its identifier
	 */
	static Object to(EntityPersister persister, Object id) {
		try (Session session = persister.getFactory().openSession()) {
			return persister.hasProxy() ? session.getReference(persister.getEntityName(), id)
					: persister.instantiate(id, (SharedSessionContractImplementor) session);
		}
	}

}
