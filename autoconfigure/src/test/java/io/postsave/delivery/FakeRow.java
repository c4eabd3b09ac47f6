package io.postsave.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.postsave.AttributeChange;
import org.jspecify.annotations.Nullable;

/**
 * A row that nobody has written.
 */
final class FakeRow implements WrittenRow {

	private final FakeEntity entity;

	private final boolean created;

	private final boolean beingRemoved;

	private final String persistenceUnit;

	private final Map<String, AttributeChange> changes;

	private FakeRow(FakeEntity entity, boolean created, boolean beingRemoved, String persistenceUnit,
			Map<String, AttributeChange> changes) {
		this.entity = entity;
		this.created = created;
		this.beingRemoved = beingRemoved;
		this.persistenceUnit = persistenceUnit;
		this.changes = changes;
	}

	static FakeRow created(FakeEntity entity) {
		return new FakeRow(entity, true, false, FakeSession.PERSISTENCE_UNIT, Map.of());
	}

	static FakeRow updated(FakeEntity entity) {
		return new FakeRow(entity, false, false, FakeSession.PERSISTENCE_UNIT, Map.of());
	}

	static Object keyOf(FakeEntity entity) {
		return new Key(entity.getClass(), entity.id());
	}

	FakeRow changing(String attribute, @Nullable Object oldValue, @Nullable Object newValue) {
		Map<String, AttributeChange> changes = new LinkedHashMap<>(this.changes);
		changes.put(attribute, new AttributeChange(oldValue, newValue));
		return new FakeRow(this.entity, this.created, this.beingRemoved, this.persistenceUnit, changes);
	}

	FakeRow whileBeingRemoved() {
		return new FakeRow(this.entity, this.created, true, this.persistenceUnit, this.changes);
	}

	FakeRow ofUnit(String persistenceUnit) {
		return new FakeRow(this.entity, this.created, this.beingRemoved, persistenceUnit, this.changes);
	}

	@Override
	public FakeEntity entity() {
		return this.entity;
	}

	@Override
	public Object id() {
		return this.entity.id();
	}

	@Override
	public Object key() {
		return keyOf(this.entity);
	}

	@Override
	public SavedType type() {
		return new SavedType(this.entity.getClass(), this.persistenceUnit);
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
		Map<String, AttributeChange> merged = new LinkedHashMap<>(this.changes);
		later.toMap()
			.forEach((attribute, change) -> merged.merge(attribute, change,
					(first, last) -> new AttributeChange(first.oldValue(), last.newValue())));
		return new FakeRow((FakeEntity) later.entity(), this.created, false, this.persistenceUnit, merged);
	}

	@Override
	public boolean isKnown() {
		return true;
	}

	@Override
	public Map<String, AttributeChange> toMap() {
		return Collections.unmodifiableMap(this.changes);
	}

	@Override
	public boolean contains(String attribute) {
		return this.changes.containsKey(attribute);
	}

	@Override
	public String toString() {
		return (this.created ? "created " : "updated ") + this.entity;
	}

	private record Key(Class<?> entityType, Object id) {
	}

}
