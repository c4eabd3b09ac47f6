package io.postsave.hibernate;

import java.util.BitSet;

import io.postsave.delivery.SavedType;
import io.postsave.delivery.WrittenRow;
import org.hibernate.engine.spi.EntityKey;
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

	private final boolean beingRemoved;

	private HibernateRow(Object entity, Object id, EntityType type, boolean created, boolean beingRemoved,
			@Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
		super(type, created, oldState, newState);
		this.entity = entity;
		this.id = id;
		this.beingRemoved = beingRemoved;
	}

	static HibernateRow inserted(PostInsertEvent event, EntityType type) {
		return new HibernateRow(event.getEntity(), event.getId(), type, true, isRemoved(event), null,
				type.snapshot(event.getState()));
	}

	static HibernateRow updated(PostUpdateEvent event, EntityType type) {
		return new HibernateRow(event.getEntity(), event.getId(), type, false, isRemoved(event), event.getOldState(),
				type.snapshot(event.getState()));
	}

	private static boolean isRemoved(AbstractPostDatabaseOperationEvent event) {
		return SessionState.isRemoved(event.getEntity(), event.getSession());
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
	public WrittenRow mergedWith(WrittenRow later) {
		HibernateRow last = (HibernateRow) later;
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
	 * A row that was written more than once.
	 */
	private static final class Merged extends HibernateRow {

		private final BitSet takenBack;

		Merged(HibernateRow first, HibernateRow last, @Nullable Object @Nullable [] oldState,
				@Nullable Object[] newState, BitSet takenBack) {
			super(last.entity, first.id, last.entityType(), first.isCreated(), false, oldState, newState);
			this.takenBack = takenBack;
		}

		@Override
		BitSet takenBack() {
			return this.takenBack;
		}

	}

}
