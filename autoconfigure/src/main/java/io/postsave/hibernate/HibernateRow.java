package io.postsave.hibernate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.delivery.SavedType;
import io.postsave.delivery.WrittenRow;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A written row, with the states that Hibernate copied from the entity before and when it
 * wrote it. It replaces these copies and never changes them, so that they stay a snapshot
 * of the moment; what they differ in is found out when it is first asked for.
 */
final class HibernateRow implements WrittenRow {

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
		return new HibernateRow(event.getEntity(), event.getId(), type, true, isRemoved(event), null, event.getState());
	}

	static HibernateRow updated(PostUpdateEvent event, EntityType type) {
		return new HibernateRow(event.getEntity(), event.getId(), type, false, isRemoved(event), event.getOldState(),
				event.getState());
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
		return last.created ? last : new HibernateRow(last.entity, this.id, last.type, this.created, false,
				this.oldState, last.fetchedStateOver(this.newState));
	}

	/**
	 * What was written later may not have been loaded in full.
	 */
	private @Nullable Object[] fetchedStateOver(@Nullable Object[] earlier) {
		@Nullable Object[] state = this.newState;
		for (int i = 0; i < state.length; i++) {
			if (EntityType.isUnfetched(state[i]) && !EntityType.isUnfetched(earlier[i])) {
				state = (state == this.newState) ? state.clone() : state;
				state[i] = earlier[i];
			}
		}
		return state;
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
			if (name != null && (this.created || this.type.isUpdatable(i))) {
				Object oldValue = (this.oldState != null) ? EntityType.fetched(this.oldState[i]) : null;
				Object newValue = EntityType.fetched(this.newState[i]);
				if (!this.type.isSame(i, oldValue, newValue)) {
					changes.put(name, new AttributeChange(oldValue, newValue));
				}
			}
		}
		return changes;
	}

}
