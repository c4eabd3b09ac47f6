package io.postsave.hibernate;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.delivery.SavedType;
import io.postsave.delivery.WrittenRow;
import org.hibernate.event.spi.PostUpdateEvent;
import org.jspecify.annotations.Nullable;

/**
 * An updated row. Its old state is unknown if nobody had loaded it.
 */
final class UpdatedRow implements WrittenRow {

	private final PostUpdateEvent event;

	private final EntityType type;

	private @Nullable Map<String, AttributeChange> changes;

	UpdatedRow(PostUpdateEvent event, EntityType type) {
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
		return false;
	}

	@Override
	public boolean isKnown() {
		return this.event.getOldState() != null;
	}

	@Override
	public boolean contains(String attribute) {
		return this.type.hasAttribute(attribute) && (!isKnown() || toMap().containsKey(attribute));
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
		int[] dirty = this.event.getDirtyProperties();
		Object[] oldState = this.event.getOldState();
		if (dirty == null || oldState == null) {
			return Map.of();
		}
		Map<String, AttributeChange> changes = new LinkedHashMap<>();
		int[] ordered = dirty.clone();
		Arrays.sort(ordered);
		for (int i : ordered) {
			String name = this.type.names()[i];
			if (name != null) {
				changes.put(name, new AttributeChange(EntityType.fetched(oldState[i]),
						EntityType.fetched(this.event.getState()[i])));
			}
		}
		return changes;
	}

}
