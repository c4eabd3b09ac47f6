package io.postsave.delivery;

/**
 * The entity class of a row and the persistence unit it belongs to.
 *
 * @param javaType the entity class
 * @param persistenceUnit the name of the persistence unit
 */
public record SavedType(Class<?> javaType, String persistenceUnit) {
}
