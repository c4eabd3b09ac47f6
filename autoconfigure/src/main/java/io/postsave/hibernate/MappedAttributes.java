package io.postsave.hibernate;

import java.util.Collection;

import io.postsave.delivery.MappedEntity;
import io.postsave.delivery.SavedType;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an entity class, without anything that would keep its session factory
 * alive.
 *
 * @param type the entity class
 * @param attributes its attributes
 */
record MappedAttributes(SavedType type, AttributeRoles attributes) implements MappedEntity {

	@Override
	public boolean isChangeable(String name) {
		return this.attributes.isChangeable(name);
	}

	@Override
	public Collection<String> changeable() {
		return this.attributes.changeable();
	}

	@Override
	public @Nullable String refusal(String name) {
		return this.attributes.reason(name, entityType().getName(), persistenceUnit());
	}

}
