package io.postsave.modulith;

import jakarta.persistence.EntityNotFoundException;

/**
 * Thrown when the entity of a durable event is asked for and its row is gone.
 */
@SuppressWarnings("serial")
final class EntityGoneException extends EntityNotFoundException {

	EntityGoneException(Class<?> entityType, Object id, String persistenceUnit) {
		super("The row of " + entityType.getName() + " with id " + id + " in persistence unit '" + persistenceUnit
				+ "' is gone: it was deleted after the event was published");
	}

}
