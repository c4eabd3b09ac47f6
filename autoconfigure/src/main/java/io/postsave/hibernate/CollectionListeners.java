package io.postsave.hibernate;

import java.io.Serializable;

import io.postsave.delivery.RowSource;
import io.postsave.delivery.SaveRecorder;
import io.postsave.delivery.WrittenRow;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Listeners to the collections that a flush writes, after the rows of their entities. One
 * that is replaced is removed and then created. A session without flushes is not told
 * with its events: what it inserts is found in the row of the entity.
 */
@SuppressWarnings("serial")
final class CollectionListeners {

	private CollectionListeners() {
	}

	private static <E extends AbstractCollectionEvent> void written(SaveRecorder recorder, E event,
			RowSource<E> source) {
		Object owner = event.getAffectedOwnerOrNull();
		EventSource session = (owner != null) ? sessionOf(event) : null;
		if (owner != null && session != null) {
			recorder.collectionWritten(session, owner.getClass(), event, source);
		}
	}

	/**
	 * Return the session that a flush is made in. There is nothing else to tell events
	 * without one by.
	 */
	private static @Nullable EventSource sessionOf(AbstractCollectionEvent event) {
		try {
			return event.getSession();
		}
		catch (NullPointerException ex) {
			return null;
		}
	}

	/**
	 * Return the row of the owner as far as the collection is concerned.
	 * @param role the role of the collection
	 * @param contents makes out what was written, if the collection is stored with the
	 * owner
	 */
	private static @Nullable WrittenRow rowOf(AbstractCollectionEvent event, EntityTypes types, @Nullable String role,
			Contents contents) {
		Object owner = event.getAffectedOwnerOrNull();
		EntityEntry entry = (owner != null) ? contextOf(event).getEntry(owner) : null;
		if (owner == null || entry == null || entry.getStatus().isDeletedOrGone()
				|| !types.isTold(entry.getPersister())) {
			return null;
		}
		EntityType type = types.of(entry.getPersister());
		OwnedCollection owned = type.collections().of(role);
		return (owned != null)
				? HibernateRow.ofCollection(owner, entry, type, contents.of(owned, owner), event.getSession()) : null;
	}

	private static PersistenceContext contextOf(AbstractCollectionEvent event) {
		return event.getSession().getPersistenceContextInternal();
	}

	private static @Nullable Serializable writtenSnapshot(@Nullable CollectionEntry entry) {
		return (entry != null) ? entry.getSnapshot() : null;
	}

	/**
	 * Called for each collection of a new entity, empty and inverse ones included, and
	 * for one that takes the place of another. One whose owner lacks what its rows refer
	 * to is not written, though Hibernate tells of it with every flush.
	 */
	record Recreated(SaveRecorder recorder,
			EntityTypes types) implements PostCollectionRecreateEventListener, RowSource<PostCollectionRecreateEvent> {

		@Override
		public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
			if (!event.getCollection().empty()) {
				written(this.recorder, event, this);
			}
		}

		@Override
		public @Nullable WrittenRow rowOf(PostCollectionRecreateEvent event) {
			PersistentCollection<?> collection = event.getCollection();
			CollectionEntry entry = contextOf(event).getCollectionEntry(collection);
			String role = (entry != null && entry.getLoadedKey() != null) ? entry.getRole() : null;
			return CollectionListeners.rowOf(event, this.types, role, (owned, owner) -> new WrittenCollection(owned,
					CollectionContent.NONE, CollectionContent.of(collection, writtenSnapshot(entry))));
		}

	}

	/**
	 * Called for a collection whose elements have changed, or may have.
	 */
	record Updated(SaveRecorder recorder,
			EntityTypes types) implements PostCollectionUpdateEventListener, RowSource<PostCollectionUpdateEvent> {

		@Override
		public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
			if (event.getCollection().wasInitialized()) {
				written(this.recorder, event, this);
			}
		}

		@Override
		public @Nullable WrittenRow rowOf(PostCollectionUpdateEvent event) {
			PersistentCollection<?> collection = event.getCollection();
			CollectionEntry entry = contextOf(event).getCollectionEntry(collection);
			return CollectionListeners.rowOf(event, this.types, (entry != null) ? entry.getRole() : null,
					(owned, owner) -> new WrittenCollection(owned,
							CollectionContent.of(collection, collection.getStoredSnapshot()),
							CollectionContent.of(collection, writtenSnapshot(entry))));
		}

	}

	/**
	 * Called for a collection that is no longer there, or another one instead of it. If a
	 * reference was removed, there is none.
	 */
	record Removed(SaveRecorder recorder,
			EntityTypes types) implements PostCollectionRemoveEventListener, RowSource<PostCollectionRemoveEvent> {

		@Override
		@SuppressWarnings("ConstantValue")
		public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
			if (event.getCollection() != null) {
				written(this.recorder, event, this);
			}
		}

		@Override
		public @Nullable WrittenRow rowOf(PostCollectionRemoveEvent event) {
			PersistentCollection<?> collection = event.getCollection();
			EventSource session = event.getSession();
			return CollectionListeners.rowOf(event, this.types, collection.getRole(), (owned, owner) -> {
				boolean replaced = owned.isIn(owner, session.getEntityPersister(null, owner), session);
				return new WrittenCollection(owned, CollectionContent.of(collection, collection.getStoredSnapshot()),
						replaced ? CollectionContent.emptyLike(collection) : CollectionContent.NONE);
			});
		}

	}

	/**
	 * Makes out what was written of a collection.
	 */
	@FunctionalInterface
	private interface Contents {

		WrittenCollection of(OwnedCollection owned, Object owner);

	}

}
