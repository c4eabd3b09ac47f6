package io.postsave.hibernate;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.spi.CompositeTypeImplementor;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A collection that is stored with its entity, in a table of its own or by a join column
 * in that of its elements: an attribute of the entity, or a part of an embedded one.
 *
 * @param type the type of the collection
 * @param index where the attribute is in the order of Hibernate's state arrays
 * @param path the indexes by which the collection is found in an embedded attribute,
 * empty if it is the attribute itself
 */
record OwnedCollection(CollectionType type, int index, int... path) {

	String role() {
		return this.type.getRole();
	}

	Type elementType(EntityPersister owner) {
		return this.type.getElementType(owner.getFactory());
	}

	/**
	 * Return what the session has wrapped the collection in, {@code null} if that is not
	 * known.
	 * @param attribute the value of the attribute
	 * @param persister the persister of the entity
	 */
	@Nullable PersistentCollection<?> wrapperIn(@Nullable Object attribute, EntityPersister persister,
			SharedSessionContractImplementor session) {
		return CollectionChange.wrapperOf(valueIn(attribute, persister, session),
				session.getPersistenceContextInternal());
	}

	boolean isEmbedded() {
		return this.path.length > 0;
	}

	private @Nullable Object valueIn(@Nullable Object attribute, EntityPersister persister,
			SharedSessionContractImplementor session) {
		Object value = (attribute != LazyPropertyInitializer.UNFETCHED_PROPERTY) ? attribute : null;
		Type type = persister.getPropertyTypes()[this.index];
		for (int part : this.path) {
			if (value == null || !(type instanceof CompositeType component)) {
				return null;
			}
			value = component.getPropertyValue(value, part, session);
			type = component.getSubtypes()[part];
		}
		return value;
	}

	/**
	 * Return an attribute with a content of the collection.
	 * @param attribute the value of the attribute
	 * @return the content, or a copy of the embedded value with it
	 */
	@Nullable Object put(CollectionContent content, @Nullable Object attribute, EntityPersister persister) {
		return put(content, attribute, persister.getPropertyTypes()[this.index], 0, persister);
	}

	private @Nullable Object put(CollectionContent content, @Nullable Object value, Type type, int depth,
			EntityPersister persister) {
		if (depth == this.path.length) {
			return content.value();
		}
		if (value == null || !(type instanceof CompositeTypeImplementor component)) {
			return null;
		}
		Object copy = component.deepCopy(value, persister.getFactory());
		@Nullable Object[] parts = component.getPropertyValues(copy);
		int part = this.path[depth];
		parts[part] = put(content, parts[part], component.getSubtypes()[part], depth + 1, persister);
		return component.replacePropertyValues(copy, parts, null);
	}

	/**
	 * Whether the entity has a collection there.
	 */
	boolean isIn(Object entity, EntityPersister persister, SharedSessionContractImplementor session) {
		return valueIn(persister.getValue(entity, this.index), persister, session) != null;
	}

	static boolean isOwned(Type type, MappingMetamodelImplementor types) {
		return type instanceof CollectionType collection
				&& !types.getCollectionDescriptor(collection.getRole()).isInverse();
	}

}
