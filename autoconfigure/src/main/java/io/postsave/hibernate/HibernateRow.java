package io.postsave.hibernate;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.delivery.SavedType;
import io.postsave.delivery.WrittenRow;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A written row, with the states that Hibernate copied from the entity before and when it
 * wrote it. It replaces these copies and never changes them, but for lazy attributes that
 * are loaded later: with those left out, they stay a snapshot of the moment. What they
 * differ in is found out when it is first asked for.
 */
class HibernateRow implements WrittenRow {

	private static final BitSet NONE = new BitSet(0);

	private final Object entity;

	private final Object id;

	private final EntityType type;

	private final boolean created;

	private final boolean beingRemoved;

	private final @Nullable Object @Nullable [] oldState;

	private final @Nullable Object[] newState;

	private @Nullable Map<String, AttributeChange> changes;

	private HibernateRow(Object entity, Object id, EntityType type, boolean created, boolean beingRemoved,
			@Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
		this.entity = entity;
		this.id = id;
		this.type = type;
		this.created = created;
		this.beingRemoved = beingRemoved;
		this.oldState = oldState;
		this.newState = newState;
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

	EntityPersister persister() {
		return this.type.persister();
	}

	@Nullable Object @Nullable [] oldState() {
		return this.oldState;
	}

	@Nullable Object[] newState() {
		return this.newState;
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
		return this.type.savedType();
	}

	@Override
	public boolean isCreated() {
		return this.created;
	}

	@Override
	public boolean isBeingRemoved() {
		return this.beingRemoved;
	}

	@Override
	public WrittenRow mergedWith(WrittenRow later) {
		HibernateRow last = (HibernateRow) later;
		@Nullable Object[] newState = last.newState.clone();
		@Nullable Object @Nullable [] oldState = (this.oldState != null) ? this.oldState.clone() : null;
		BitSet takenBack = takenBack();
		for (int i = 0; i < newState.length; i++) {
			if (this.type.names()[i] == null) {
				continue;
			}
			if (!last.isChanged(i)) {
				newState[i] = this.newState[i];
			}
			else if (oldState != null && last.oldState != null && !isChanged(i)) {
				oldState[i] = last.oldState[i];
			}
			else if (oldState != null && !this.type.isChange(i, oldState[i], newState[i])) {
				takenBack = with(i, takenBack);
			}
		}
		return new Merged(last.entity, this.id, last.type, this.created, oldState, newState, takenBack);
	}

	private static BitSet with(int index, BitSet indexes) {
		BitSet added = (BitSet) indexes.clone();
		added.set(index);
		return added;
	}

	/**
	 * Return the attributes that were changed, if merging has brought them where they
	 * began.
	 */
	BitSet takenBack() {
		return NONE;
	}

	/**
	 * Whether the update changed the attribute, though it may have ended where it began.
	 */
	private boolean isChanged(int index) {
		return this.type.isWrittenByUpdates(index) && (takenBack().get(index) || this.type.isChange(index,
				(this.oldState != null) ? this.oldState[index] : EntityType.UNKNOWN, this.newState[index]));
	}

	@Override
	public boolean isKnown() {
		return this.created || this.oldState != null;
	}

	@Override
	public boolean contains(String attribute) {
		return this.type.hasAttribute(attribute) && (!isKnown() || toMap().containsKey(attribute));
	}

	@Override
	public Map<String, AttributeChange> toMap() {
		Map<String, AttributeChange> changes = this.changes;
		if (changes == null) {
			changes = isKnown() ? Collections.unmodifiableMap(findChanges()) : Map.of();
			this.changes = changes;
		}
		return changes;
	}

	private Map<String, AttributeChange> findChanges() {
		Map<String, AttributeChange> changes = new LinkedHashMap<>();
		for (int i = 0; i < this.newState.length; i++) {
			String name = this.type.names()[i];
			if (name != null && (this.created || this.type.isWrittenByUpdates(i))) {
				Object oldValue = (this.oldState != null) ? this.oldState[i] : null;
				if (this.type.isChange(i, oldValue, this.newState[i])) {
					changes.put(name,
							new AttributeChange(EntityType.fetched(oldValue), EntityType.fetched(this.newState[i])));
				}
			}
		}
		return changes;
	}

	/**
	 * A row that was written more than once.
	 */
	private static final class Merged extends HibernateRow {

		private final BitSet takenBack;

		Merged(Object entity, Object id, EntityType type, boolean created, @Nullable Object @Nullable [] oldState,
				@Nullable Object[] newState, BitSet takenBack) {
			super(entity, id, type, created, false, oldState, newState);
			this.takenBack = takenBack;
		}

		@Override
		BitSet takenBack() {
			return this.takenBack;
		}

	}

}
