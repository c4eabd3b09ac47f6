package io.postsave.hibernate;

import java.util.HashMap;
import java.util.Map;

import io.postsave.delivery.SavedType;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.generator.Generator;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
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
 * @param indexes where the attributes that can change are in that order
 * @param writtenByUpdates whether updates write the attribute, or the database does when
 * it executes them, in the same order
 * @param attributes the attributes by their names
 * @param collections the collections that are stored with the entities
 * @param unit the types of the same unit
 */
record EntityType(EntityPersister persister, SavedType savedType, @Nullable String[] names,
		Map<String, Integer> indexes, boolean[] writtenByUpdates, AttributeRoles attributes,
		OwnedCollections collections, Unit unit) {

	/** Stands for a value that is not known: no value is the same. */
	static final Object UNKNOWN = LazyPropertyInitializer.UNFETCHED_PROPERTY;

	static EntityType of(EntityPersister persister, AttributeRoles attributes, String persistenceUnit, Unit unit) {
		@Nullable String[] names = persister.getPropertyNames().clone();
		for (int i = 0; i < names.length; i++) {
			if (!attributes.contains(names[i]) || persister.getPropertyTypes()[i].isCollectionType()
					|| i == persister.getVersionPropertyIndex()) {
				names[i] = null;
			}
		}
		return new EntityType(persister, new SavedType(persister.getMappedClass(), persistenceUnit), names,
				indexes(persister, attributes), writtenByUpdates(persister), attributes,
				OwnedCollections.of(persister, attributes), unit);
	}

	private static Map<String, Integer> indexes(EntityPersister persister, AttributeRoles attributes) {
		Map<String, Integer> indexes = new HashMap<>();
		String[] names = persister.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			if (attributes.isChangeable(names[i])) {
				indexes.put(names[i], i);
			}
		}
		return indexes;
	}

	private static boolean[] writtenByUpdates(EntityPersister persister) {
		boolean[] written = persister.getPropertyUpdateability().clone();
		@Nullable Generator[] generators = persister.getGenerators();
		for (int i = 0; i < written.length; i++) {
			Generator generator = generators[i];
			written[i] |= generator != null && generator.generatesOnUpdate();
		}
		return written;
	}

	/**
	 * Return where an attribute is in Hibernate's state arrays, {@code null} if nothing
	 * of that name can be among the changes of a row.
	 */
	@Nullable Integer indexOf(String name) {
		return this.indexes.get(name);
	}

	/**
	 * Whether the entity class has the attribute as one that can change. What only
	 * another entity has is no error, as conditions may be asked of all entities.
	 * @throws IllegalArgumentException if it can change in no entity of the unit, and
	 * this one has it or none has
	 */
	boolean hasAttribute(String name) {
		Assert.notNull(name, "'attribute' must not be null");
		if (this.attributes.isChangeable(name)) {
			return true;
		}
		if (this.unit.hasChangeable(name) || (!this.attributes.contains(name) && this.unit.hasAttribute(name))) {
			return false;
		}
		throw new IllegalArgumentException(
				this.attributes.refusal(name, this.savedType.javaType().getName(), this.savedType.persistenceUnit()));
	}

	/**
	 * Whether an attribute went from one value to another one. If it had not been loaded,
	 * whatever was written is a change; if it still is not, nothing was written.
	 */
	boolean isChange(int index, @Nullable Object oldValue, @Nullable Object newValue) {
		return !isUnfetched(newValue) && !isSame(index, oldValue, newValue);
	}

	/**
	 * Whether two values of an attribute are the same to the database.
	 */
	private boolean isSame(int index, @Nullable Object first, @Nullable Object second) {
		if (first == second || first == null || second == null || isUnfetched(first)) {
			return first == second;
		}
		Type type = this.persister.getPropertyTypes()[index];
		SessionFactoryImplementor factory = this.persister.getFactory();
		return this.persister.hasCollections() ? ColumnValue.isSame(type, first, second, factory)
				: type.isEqual(first, second, factory);
	}

	/**
	 * Return a state in which no attribute has a value.
	 */
	@Nullable Object[] nothing() {
		return new Object[this.names.length];
	}

	/**
	 * Return the version in a state, {@code null} if there is none.
	 */
	@Nullable Object versionIn(@Nullable Object[] state) {
		return this.persister.isVersioned() ? state[this.persister.getVersionPropertyIndex()] : null;
	}

	/**
	 * Whether updates write the attribute.
	 */
	boolean isWrittenByUpdates(int index) {
		return this.writtenByUpdates[index];
	}

	/**
	 * Return the state that was written as it will stay: Hibernate writes lazy attributes
	 * into its own when they are loaded.
	 */
	@Nullable Object[] snapshot(@Nullable Object[] state) {
		if (this.persister.hasLazyProperties()) {
			for (Object value : state) {
				if (isUnfetched(value)) {
					return state.clone();
				}
			}
		}
		return state;
	}

	private static boolean isUnfetched(@Nullable Object value) {
		return value == LazyPropertyInitializer.UNFETCHED_PROPERTY;
	}

	static @Nullable Object fetched(@Nullable Object value) {
		return isUnfetched(value) ? null : value;
	}

	/**
	 * The attributes of all types of a unit.
	 */
	interface Unit {

		/**
		 * Whether any entity of the unit has an attribute of that name.
		 */
		boolean hasAttribute(String name);

		/**
		 * Whether any entity of the unit has an attribute of that name that can change.
		 */
		boolean hasChangeable(String name);

	}

}
