package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The collections that are stored with the entities of a class.
 *
 * @param persister Hibernate's own view of the class
 * @param collections the collections by their roles
 */
record OwnedCollections(EntityPersister persister, Map<String, OwnedCollection> collections) {

	static OwnedCollections of(EntityPersister persister, AttributeRoles attributes) {
		Map<String, OwnedCollection> collections = new LinkedHashMap<>();
		if (persister.hasCollections()) {
			MappingMetamodelImplementor types = persister.getFactory().getMappingMetamodel();
			for (int i = 0; i < persister.getPropertyNames().length; i++) {
				if (attributes.isChangeable(persister.getPropertyNames()[i])) {
					add(collections, persister.getPropertyTypes()[i], types, i);
				}
			}
		}
		return new OwnedCollections(persister, collections);
	}

	private static void add(Map<String, OwnedCollection> collections, Type type, MappingMetamodelImplementor types,
			int index, int... path) {
		if (OwnedCollection.isOwned(type, types)) {
			OwnedCollection owned = new OwnedCollection((CollectionType) type, index, path);
			collections.put(owned.role(), owned);
		}
		else if (type instanceof CompositeType component && type.isComponentType()) {
			for (int i = 0; i < component.getSubtypes().length; i++) {
				int[] longer = new int[path.length + 1];
				System.arraycopy(path, 0, longer, 0, path.length);
				longer[path.length] = i;
				add(collections, component.getSubtypes()[i], types, index, longer);
			}
		}
	}

	/**
	 * Return a collection by its role, {@code null} if it is inverse or no attribute.
	 */
	@Nullable OwnedCollection of(@Nullable String role) {
		return (role != null) ? this.collections.get(role) : null;
	}

	/**
	 * Return the collections in embedded values as they are: events tell of such a value
	 * as a whole, and collections go on changing.
	 * @param state the state of an entity, with the collections that it was loaded with
	 * or that are being written
	 */
	List<WrittenCollection> embeddedIn(@Nullable Object[] state, SharedSessionContractImplementor session) {
		if (this.collections.isEmpty()) {
			return List.of();
		}
		List<WrittenCollection> embedded = new ArrayList<>(0);
		for (OwnedCollection owned : this.collections.values()) {
			PersistentCollection<?> wrapper = owned.isEmbedded()
					? owned.wrapperIn(state[owned.index()], this.persister, session) : null;
			if (wrapper != null) {
				embedded.add(
						WrittenCollection.unwritten(owned, CollectionContent.of(wrapper, wrapper.getStoredSnapshot())));
			}
		}
		return embedded;
	}

	/**
	 * Return what a session that has no collections has inserted with an entity: those in
	 * embedded values are not.
	 */
	List<WrittenCollection> insertedUnmanaged(@Nullable Object[] state) {
		List<WrittenCollection> inserted = new ArrayList<>(0);
		for (OwnedCollection owned : this.collections.values()) {
			Object collection = owned.isEmbedded() ? null : state[owned.index()];
			if (collection != null) {
				inserted.add(new WrittenCollection(owned, CollectionContent.NONE,
						CollectionContent.ofUnmanaged(collection)));
			}
		}
		return inserted;
	}

	/**
	 * Return what a session that has no collections writes with the update of an entity:
	 * all but those in embedded values and those that were not loaded, and an empty one
	 * where there is none.
	 */
	List<WrittenCollection> updatedUnmanaged(@Nullable Object[] state) {
		List<WrittenCollection> updated = new ArrayList<>(0);
		for (OwnedCollection owned : this.collections.values()) {
			Object collection = state[owned.index()];
			if (!owned.isEmbedded() && collection != LazyPropertyInitializer.UNFETCHED_PROPERTY
					&& Hibernate.isInitialized(collection)) {
				updated.add(new WrittenCollection(owned, CollectionContent.UNKNOWN,
						(collection != null) ? CollectionContent.ofUnmanaged(collection) : CollectionContent.NONE));
			}
		}
		return updated;
	}

	/**
	 * Return what is deleted with an entity, of the collections that have been loaded.
	 * @param state the state of the entity, with the collections that it was loaded with
	 */
	List<WrittenCollection> deletedWith(@Nullable Object[] state, SharedSessionContractImplementor session) {
		if (this.collections.isEmpty()) {
			return List.of();
		}
		List<WrittenCollection> deleted = new ArrayList<>(this.collections.size());
		for (OwnedCollection owned : this.collections.values()) {
			PersistentCollection<?> wrapper = owned.wrapperIn(state[owned.index()], this.persister, session);
			if (wrapper != null && wrapper.wasInitialized()) {
				deleted.add(new WrittenCollection(owned, CollectionContent.of(wrapper, wrapper.getStoredSnapshot()),
						CollectionContent.NONE));
			}
			else if (wrapper != null && owned.isEmbedded()) {
				deleted.add(WrittenCollection.unwritten(owned, CollectionContent.UNKNOWN));
			}
		}
		return deleted;
	}

}
