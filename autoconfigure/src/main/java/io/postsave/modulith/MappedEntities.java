package io.postsave.modulith;

import java.util.Map;

import io.postsave.hibernate.HibernateBridge;
import io.postsave.hibernate.StoredEntity;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/**
 * The entities that persistence units map: their names, and themselves.
 */
final class MappedEntities {

	private final BeanFactory beanFactory;

	private final Map<String, String> aliases;

	/**
	 * Creates the view on the entities.
	 * @param beanFactory has the bridge to Hibernate and the units
	 * @param aliases the present names of entity classes by former ones
	 */
	MappedEntities(BeanFactory beanFactory, Map<String, String> aliases) {
		this.beanFactory = beanFactory;
		this.aliases = aliases;
	}

	/**
	 * Whether any entities are known, as none are if post-save is switched off.
	 */
	boolean areKnown() {
		return this.beanFactory.getBeanProvider(HibernateBridge.class).getIfAvailable() != null;
	}

	/**
	 * Find an entity by the name of its class, or by a former one.
	 * @return {@code null} if the unit maps no entity of that name
	 */
	@Nullable StoredEntity find(String persistenceUnit, String name) {
		HibernateBridge bridge = this.beanFactory.getBeanProvider(HibernateBridge.class).getIfAvailable();
		return (bridge != null) ? bridge.stored(persistenceUnit, this.aliases.getOrDefault(name, name)) : null;
	}

	/**
	 * Load an entity in the current transaction, or without one in a session of its own.
	 * @return the entity
	 * @throws EntityGoneException if its row is gone
	 */
	Object load(StoredEntity entity, Object id, String persistenceUnit) {
		EntityManagerFactory factory = this.beanFactory.getBeanProvider(EntityManagerFactory.class)
			.stream()
			.filter(entity::isOf)
			.findFirst()
			.orElseGet(entity::factory);
		Object loaded = SharedEntityManagerCreator.createSharedEntityManager(factory).find(entity.javaType(), id);
		if (loaded == null) {
			throw new EntityGoneException(entity.javaType(), id, persistenceUnit);
		}
		return loaded;
	}

}
