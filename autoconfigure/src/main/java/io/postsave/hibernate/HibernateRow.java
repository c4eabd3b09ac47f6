package io.postsave.hibernate;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;

import io.postsave.delivery.SavedType;
import io.postsave.delivery.WriteKind;
import io.postsave.delivery.WrittenRow;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;

/**
 * A row that Hibernate wrote for an entity, once or, when merged, several times.
 */
class HibernateRow extends RowChanges implements WrittenRow {

	private final Object entity;

	private final Object id;

	private final @Nullable Object version;

	private boolean beingRemoved;

	private boolean counted;

	private @Nullable UUID eventId;

	private HibernateRow(Object entity, Object id, @Nullable Object version, EntityType type, WriteKind kind,
			@Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
		super(type, kind, oldState, newState);
		this.entity = entity;
		this.id = id;
		this.version = version;
	}

	static HibernateRow inserted(PostInsertEvent event, EntityType type) {
		@Nullable Object[] state = type.snapshot(event.getState());
		HibernateRow row = written(event, WriteKind.CREATED, type, null, state).withEmbedded(state, event.getSession());
		if (event.getSession().isStateless()) {
			type.collections().insertedUnmanaged(state).forEach(row::add);
		}
		return row;
	}

	static HibernateRow updated(PostUpdateEvent event, EntityType type) {
		@Nullable Object[] state = type.snapshot(event.getState());
		@Nullable Object @Nullable [] oldState = event.getOldState();
		HibernateRow row = ReplacedCollections.areAllOf(event, type)
				? new OfCollections(event.getEntity(), event.getId(), type.versionIn(state), type, oldState, state)
				: written(event, WriteKind.UPDATED, type, oldState, state);
		if (event.getSession().isStateless()) {
			type.collections().updatedUnmanaged(state).forEach(row::add);
		}
		return row.withEmbedded((oldState != null) ? oldState : state, event.getSession());
	}

	private static HibernateRow written(AbstractPostDatabaseOperationEvent event, WriteKind kind, EntityType type,
			@Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
		HibernateRow row = new HibernateRow(event.getEntity(), event.getId(), type.versionIn(newState), type, kind,
				oldState, newState);
		row.beingRemoved = SessionState.isRemoved(event.getEntity(), event.getSession());
		return row;
	}

	/**
	 * Return the row of an entity of which a flush has written a collection.
	 */
	static HibernateRow ofCollection(Object entity, EntityEntry entry, EntityType type, WrittenCollection written,
			SharedSessionContractImplementor session) {
		@Nullable Object @Nullable [] loaded = entry.getLoadedState();
		@Nullable Object[] state = (loaded != null) ? type.snapshot(loaded) : type.nothing();
		HibernateRow row = new OfCollections(entity, entry.getId(), entry.getVersion(), type, state, state)
			.withEmbedded(state, session);
		row.add(written);
		return row;
	}

	/**
	 * Return the deleted row of an entity.
	 * @param state what the row held, {@code null} if that is not known
	 * @param collections the collections that were stored with it and had been loaded
	 */
	static HibernateRow deleted(Object entity, EntityEntry entry, EntityType type, @Nullable Object @Nullable [] state,
			List<WrittenCollection> collections) {
		HibernateRow row = new HibernateRow(entity, entry.getId(), (state != null) ? entry.getVersion() : null, type,
				WriteKind.DELETED, state, type.nothing());
		collections.forEach(row::add);
		return row;
	}

	/**
	 * Return the deleted row of an entity that had not been loaded.
	 */
	static HibernateRow deletedUnloaded(Object reference, Object id, EntityType type) {
		return new HibernateRow(reference, id, null, type, WriteKind.DELETED, null, type.nothing());
	}

	final HibernateRow withEmbedded(@Nullable Object[] state, SharedSessionContractImplementor session) {
		entityType().collections().embeddedIn(state, session).forEach(this::add);
		return this;
	}

	@Override
	public Object entity() {
		return this.entity;
	}

	@Override
	public Object id() {
		return this.id;
	}

	@Override
	public @Nullable Object version() {
		return this.version;
	}

	@Override
	public synchronized UUID eventId() {
		UUID eventId = this.eventId;
		if (eventId == null) {
			eventId = UUID.randomUUID();
			this.eventId = eventId;
		}
		return eventId;
	}

	@Override
	public Object key() {
		return new EntityKey(this.id, persister());
	}

	@Override
	public SavedType type() {
		return entityType().savedType();
	}

	@Override
	public boolean isBeingRemoved() {
		return this.beingRemoved;
	}

	@Override
	public boolean count() {
		boolean first = !this.counted;
		this.counted = true;
		return first;
	}

	@Override
	public boolean isCounted() {
		return this.counted;
	}

	@Override
	public boolean isUnwritten() {
		return false;
	}

	/**
	 * Whether nothing but collections was written.
	 */
	boolean isOfCollections() {
		return false;
	}

	@Override
	public void include(WrittenRow collections) {
		((HibernateRow) collections).collections().values().forEach(this::add);
	}

	@Override
	public WrittenRow mergedWith(WrittenRow later) {
		HibernateRow last = (HibernateRow) later;
		HibernateRow merged = last.isDeleted() ? deletedAfterwards(last) : updatedAfterwards(last);
		collections().values()
			.forEach((written) -> merged
				.add((last.isDeleted() && !written.isUnwritten()) ? written.ofDeleted() : written));
		for (WrittenCollection written : last.collections().values()) {
			merged.add((isCreated() && !collections().containsKey(written.owned().role())) ? written.ofCreated()
					: written);
		}
		return merged;
	}

	/**
	 * Of what this has changed, the row was deleted with other values than it had before.
	 */
	private HibernateRow deletedAfterwards(HibernateRow last) {
		@Nullable Object @Nullable [] oldState = (oldState() != null && last.oldState() != null) ? last.oldState().clone() : null;
		for (int i = 0; oldState != null && oldState() != null && i < oldState.length; i++) {
			if (entityType().names()[i] != null && isChanged(i)) {
				oldState[i] = oldState()[i];
			}
		}
		return new HibernateRow(last.entity, this.id, last.version, last.entityType(), WriteKind.DELETED, oldState,
				last.newState());
	}

	private HibernateRow updatedAfterwards(HibernateRow last) {
		@Nullable Object[] newState = last.newState().clone();
		@Nullable Object @Nullable [] oldState = (oldState() != null) ? oldState().clone() : null;
		BitSet takenBack = takenBack();
		for (int i = 0; i < newState.length; i++) {
			if (entityType().names()[i] == null) {
				continue;
			}
			if (!last.isChanged(i)) {
				newState[i] = newState()[i];
			}
			else if (oldState != null && last.oldState() != null && !isChanged(i)) {
				oldState[i] = last.oldState()[i];
			}
			else if (oldState != null && !entityType().isChange(i, oldState[i], newState[i])) {
				takenBack = with(i, takenBack);
			}
		}
		return new Merged(this, last, oldState, newState, takenBack);
	}

	private static BitSet with(int index, BitSet indexes) {
		BitSet added = (BitSet) indexes.clone();
		added.set(index);
		return added;
	}

	/**
	 * A row of which nothing was written but collections.
	 */
	private static final class OfCollections extends HibernateRow {

		OfCollections(Object entity, Object id, @Nullable Object version, EntityType type,
				@Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
			super(entity, id, version, type, WriteKind.UPDATED, oldState, newState);
		}

		@Override
		boolean isOfCollections() {
			return true;
		}

		@Override
		public boolean isUnwritten() {
			return !isAnyCollectionChanged();
		}

	}

	/**
	 * A row that was written more than once.
	 */
	private static final class Merged extends HibernateRow {

		private final BitSet takenBack;

		Merged(HibernateRow first, HibernateRow last, @Nullable Object @Nullable [] oldState,
				@Nullable Object[] newState, BitSet takenBack) {
			super(last.entity, first.id, last.version, last.entityType(), first.kind(), oldState, newState);
			this.takenBack = takenBack;
		}

		@Override
		BitSet takenBack() {
			return this.takenBack;
		}

	}

}
