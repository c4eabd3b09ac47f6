package io.postsave.listener;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An entity class with attributes that a test gives it.
 *
 * @param entityType the class
 * @param persistenceUnit its unit
 * @param changeable its attributes that can change
 */
record StubEntity(Class<?> entityType, String persistenceUnit,
		Collection<String> changeable) implements EntityAttributes {

	static final String VERSION = "version";

	static StubEntity of(Class<?> entityType, String... changeable) {
		return new StubEntity(entityType, "default", List.of(changeable));
	}

	static EntityAttributes.Unit unit(StubEntity... entities) {
		return new Unit(List.of(entities));
	}

	@Override
	public boolean isChangeable(String name) {
		return this.changeable.contains(name);
	}

	@Override
	public @Nullable String refusal(String name) {
		return VERSION.equals(name) ? "'version' is the version of " + this.entityType.getSimpleName() + "." : null;
	}

	private record Unit(Collection<StubEntity> entities) implements EntityAttributes.Unit {

		@Override
		public String persistenceUnit() {
			return this.entities.iterator().next().persistenceUnit();
		}

		@Override
		public Collection<Class<?>> entityTypes() {
			return List.copyOf(this.entities.stream().map(StubEntity::entityType).toList());
		}

	}

}
