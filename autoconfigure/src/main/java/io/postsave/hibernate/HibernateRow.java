package io.postsave.hibernate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.delivery.SavedType;
import io.postsave.delivery.WrittenRow;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
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

	private final @Nullable Object @Nullable [] oldState;

	private final @Nullable Object[] newState;

	private @Nullable Map<String, AttributeChange> changes;

	private HibernateRow(Object entity, Object id, EntityType type, boolean created,
			@Nullable Object @Nullable [] oldState, @Nullable Object[] newState) {
		this.entity = entity;
		this.id = id;
		this.type = type;
		this.created = created;
		this.oldState = oldState;
		this.newState = newState;
	}

	static HibernateRow inserted(PostInsertEvent event, EntityType type) {
		return new HibernateRow(event.getEntity(), event.getId(), type, true, null, event.getState());
	}

	static HibernateRow updated(PostUpdateEvent event, EntityType type) {
		return new HibernateRow(event.getEntity(), event.getId(), type, false, event.getOldState(), event.getState());
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
			if (name != null) {
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
