package io.postsave.hibernate;

import java.util.Objects;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.CollectionType;
import org.jspecify.annotations.Nullable;

/**
 * A change of a collection, as a flush finds it.
 */
final class CollectionChange {

	private CollectionChange() {
	}

	/**
	 * Whether a flush would find a change.
	 * @param type the type of the attribute
	 * @param value the collection, which a flush would wrap if it is new
	 * @param loaded the collection that was loaded or last written
	 * @param owner the entity
	 * @param session the session that holds it
	 */
	static boolean isFound(CollectionType type, @Nullable Object value, @Nullable Object loaded, Object owner,
			SharedSessionContractImplementor session) {
		PersistenceContext context = session.getPersistenceContextInternal();
		PersistentCollection<?> collection = wrapperOf((value != null) ? value : loaded, context);
		CollectionEntry entry = (collection != null) ? context.getCollectionEntry(collection) : null;
		if (value == null || collection == null || entry == null) {
			return (value == null) ? entry != null : hasKey(type, owner, session);
		}
		return collection.getOwner() != owner || !Objects.equals(collection.getRole(), type.getRole())
				|| isKnownTo(collection) || (isNotStored(entry) && hasKey(type, owner, session))
				|| hasOtherElements(collection, type, entry.getLoadedPersister(), session);
	}

	/**
	 * Whether the owner has what the collection's rows refer to: without, nothing of it
	 * is written.
	 */
	private static boolean hasKey(CollectionType type, Object owner, SharedSessionContractImplementor session) {
		return type.getKeyOfOwner(owner, session) != null;
	}

	/**
	 * Whether a collection is a new one though it has been wrapped, as a query does it
	 * that looks for changes and then leaves its flush out.
	 */
	private static boolean isNotStored(CollectionEntry entry) {
		return entry.getLoadedPersister() == null;
	}

	/**
	 * Return what the session knows a collection by, if it does.
	 */
	static @Nullable PersistentCollection<?> wrapperOf(@Nullable Object value, PersistenceContext context) {
		if (value instanceof PersistentCollection<?> collection) {
			return collection;
		}
		return (value != null) ? context.getCollectionHolder(value) : null;
	}

	/**
	 * Whether the collection itself knows that it was changed.
	 */
	static boolean isKnownTo(PersistentCollection<?> collection) {
		return collection.isDirty() || collection.hasQueuedOperations();
	}

	private static boolean hasOtherElements(PersistentCollection<?> collection, CollectionType type,
			@Nullable CollectionPersister persister, SharedSessionContractImplementor session) {
		return persister != null && persister.isMutable() && collection.wasInitialized()
				&& mayHaveOtherElements(collection, type, session) && !collection.equalsSnapshot(persister);
	}

	/**
	 * Whether elements can change without the collection being told.
	 */
	private static boolean mayHaveOtherElements(PersistentCollection<?> collection, CollectionType type,
			SharedSessionContractImplementor session) {
		return collection.isDirectlyAccessible() || type.getElementType(session.getFactory()).isMutable();
	}

}
