package io.postsave.hibernate;

import java.util.Set;

import io.postsave.delivery.SavedType;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is to be known of an entity class to tell what changed.
 *
 * @param persister Hibernate's own view of the class
 * @param savedType the type as events name it
 * @param names the names of the columns' attributes in the order of Hibernate's state
 * arrays, {@code null} for what is never a change: collections, the version, and what no
 * attribute stands behind
 * @param attributeNames the names of all attributes
 * @param unit the types of the same unit
 */
record EntityType(EntityPersister persister, SavedType savedType, @Nullable String[] names, Set<String> attributeNames,
		EntityTypes unit) {

	static EntityType of(EntityPersister persister, Set<String> attributeNames, String persistenceUnit,
			EntityTypes unit) {
		@Nullable String[] names = persister.getPropertyNames().clone();
		for (int i = 0; i < names.length; i++) {
			if (!attributeNames.contains(names[i]) || persister.getPropertyTypes()[i].isCollectionType()
					|| i == persister.getVersionPropertyIndex()) {
				names[i] = null;
			}
		}
		return new EntityType(persister, new SavedType(persister.getMappedClass(), persistenceUnit), names,
				attributeNames, unit);
	}

	/**
	 * Whether the entity class has the attribute.
	 * @throws IllegalArgumentException if no entity of the unit has it
	 */
	boolean hasAttribute(String name) {
		Assert.notNull(name, "'attribute' must not be null");
		if (this.attributeNames.contains(name)) {
			return true;
		}
		if (!this.unit.hasAttribute(name)) {
			throw new IllegalArgumentException(
					"'" + name + "' is no attribute of " + this.savedType.javaType().getName()
							+ ", nor of any other entity of persistence unit '" + this.savedType.persistenceUnit()
							+ "'. Its attributes are: " + String.join(", ", this.attributeNames));
		}
		return false;
	}

	/**
	 * Whether two values of an attribute are the same to the database.
	 */
	boolean isSame(int index, @Nullable Object first, @Nullable Object second) {
		if (first == second || first == null || second == null) {
			return first == second;
		}
		return this.persister.getPropertyTypes()[index].isEqual(first, second, this.persister.getFactory());
	}

	/**
	 * Whether updates write the attribute.
	 */
	boolean isUpdatable(int index) {
		return this.persister.getPropertyUpdateability()[index];
	}

	static boolean isUnfetched(@Nullable Object value) {
		return value == LazyPropertyInitializer.UNFETCHED_PROPERTY;
	}

	static @Nullable Object fetched(@Nullable Object value) {
		return isUnfetched(value) ? null : value;
	}

}
