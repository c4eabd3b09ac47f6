package io.postsave.hibernate;

import java.util.Objects;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a flush reaches from an attribute beyond the columns of its entity: references to
 * other entities than before, as an entity that is not saved has no identifier to differ
 * in, new entities behind cascades, and collections.
 */
final class FlushReach {

	private final EventSource session;

	private final PersistenceContext context;

	FlushReach(EventSource session) {
		this.session = session;
		this.context = session.getPersistenceContextInternal();
	}

	/**
	 * Whether a flush may reach anything from attributes of a type.
	 */
	static boolean isPossibleFrom(Type type) {
		return type.isAssociationType() || type.isComponentType();
	}

	/**
	 * Whether a flush finds something to write behind an attribute.
	 * @param type the type of the attribute
	 * @param cascade what is cascaded to it
	 * @param value its value
	 * @param loaded the value that was loaded or last written
	 * @param compared whether a flush compares the two
	 * @param owner the entity
	 */
	boolean finds(Type type, CascadeStyle cascade, @Nullable Object value, @Nullable Object loaded, boolean compared,
			Object owner) {
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return false;
		}
		if (type instanceof CollectionType collectionType) {
			return findsCollection(collectionType, value, loaded, owner);
		}
		if (type instanceof CompositeType composite && type.isComponentType()) {
			return findsPart(composite, value, loaded, compared, owner);
		}
		return (compared && value != loaded) || (isSavedWithItsOwner(cascade) && isUnknown(value));
	}

	private boolean findsPart(CompositeType component, @Nullable Object value, @Nullable Object loaded,
			boolean compared, Object owner) {
		Type[] types = component.getSubtypes();
		for (int i = 0; i < types.length; i++) {
			if (isPossibleFrom(types[i]) && finds(types[i], component.getCascadeStyle(i), partOf(component, value, i),
					partOf(component, loaded, i), compared, owner)) {
				return true;
			}
		}
		return false;
	}

	private @Nullable Object partOf(CompositeType type, @Nullable Object component, int index) {
		return (component != null) ? type.getPropertyValue(component, index, this.session) : null;
	}

	private static boolean isSavedWithItsOwner(CascadeStyle cascade) {
		return cascade.doCascade(CascadingActions.PERSIST_ON_FLUSH);
	}

	/**
	 * Whether the session does not know an entity, not even as a reference.
	 */
	private boolean isUnknown(@Nullable Object value) {
		return value != null && HibernateProxy.extractLazyInitializer(value) == null
				&& this.context.getEntry(value) == null;
	}

	private boolean findsCollection(CollectionType type, @Nullable Object value, @Nullable Object loaded,
			Object owner) {
		PersistentCollection<?> collection = wrapperOf((value != null) ? value : loaded);
		CollectionEntry entry = (collection != null) ? this.context.getCollectionEntry(collection) : null;
		if (value == null || collection == null || entry == null) {
			return (value == null) == (entry != null);
		}
		return collection.getOwner() != owner || !Objects.equals(collection.getRole(), type.getRole())
				|| collection.isDirty() || collection.hasQueuedOperations()
				|| hasOtherElements(collection, type, entry.getLoadedPersister());
	}

	private @Nullable PersistentCollection<?> wrapperOf(@Nullable Object value) {
		if (value instanceof PersistentCollection<?> collection) {
			return collection;
		}
		return (value != null) ? this.context.getCollectionHolder(value) : null;
	}

	private boolean hasOtherElements(PersistentCollection<?> collection, CollectionType type,
			@Nullable CollectionPersister persister) {
		return persister != null && persister.isMutable() && collection.wasInitialized()
				&& mayHaveOtherElements(collection, type) && !collection.equalsSnapshot(persister);
	}

	/**
	 * Whether elements can change without the collection being told.
	 */
	private boolean mayHaveOtherElements(PersistentCollection<?> collection, CollectionType type) {
		return collection.isDirectlyAccessible() || type.getElementType(this.session.getFactory()).isMutable();
	}

}
