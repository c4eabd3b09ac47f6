package io.postsave.delivery;

import java.util.Collection;

import io.postsave.listener.EntityAttributes;

/**
 * An entity class as the persistence provider has mapped it.
 */
public interface MappedEntity extends EntityAttributes {

	/**
	 * Return the type as events name it.
	 * @return the type
	 */
	SavedType type();

	@Override
	default Class<?> entityType() {
		return type().javaType();
	}

	@Override
	default String persistenceUnit() {
		return type().persistenceUnit();
	}

	/**
	 * The entity classes of a persistence unit, known for as long as it is open.
	 */
	interface Unit extends EntityAttributes.Unit {

		@Override
		Collection<? extends MappedEntity> entities();

	}

}
