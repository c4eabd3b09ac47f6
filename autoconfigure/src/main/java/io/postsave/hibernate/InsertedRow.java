package io.postsave.hibernate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.delivery.SavedType;
import io.postsave.delivery.WrittenRow;
import org.hibernate.event.spi.PostInsertEvent;
import org.jspecify.annotations.Nullable;

/**
 * An inserted row. Hibernate copies an entity's state when it schedules the insert and
 * never writes to the copy again.
 */
final class InsertedRow implements WrittenRow {

	private final PostInsertEvent event;

	private final EntityType type;

	private @Nullable Map<String, AttributeChange> changes;

	InsertedRow(PostInsertEvent event, EntityType type) {
		this.event = event;
		this.type = type;
	}

	@Override
	public Object entity() {
		return this.event.getEntity();
	}

	@Override
	public Object id() {
		return this.event.getId();
	}

	@Override
	public SavedType type() {
		return this.type.savedType();
	}

	@Override
	public boolean isCreated() {
		return true;
	}

	@Override
	public boolean isKnown() {
		return true;
	}

	@Override
	public boolean contains(String attribute) {
		return this.type.hasAttribute(attribute) && toMap().containsKey(attribute);
	}

	@Override
	public Map<String, AttributeChange> toMap() {
		Map<String, AttributeChange> changes = this.changes;
		if (changes == null) {
			changes = Collections.unmodifiableMap(findChanges());
			this.changes = changes;
		}
		return changes;
	}

	private Map<String, AttributeChange> findChanges() {
		Map<String, AttributeChange> changes = new LinkedHashMap<>();
		@Nullable String[] names = this.type.names();
		for (int i = 0; i < names.length; i++) {
			String name = names[i];
			Object value = EntityType.fetched(this.event.getState()[i]);
			if (name != null && value != null) {
				changes.put(name, new AttributeChange(null, value));
			}
		}
		return changes;
	}

}
