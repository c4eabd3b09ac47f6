package io.postsave.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.postsave.AttributeChange;
import org.jspecify.annotations.Nullable;

/**
 * A row that nobody has written.
 */
final class FakeRow implements WrittenRow {

	private final FakeEntity entity;

	private final WriteKind kind;

	private final @Nullable Removal removal;

	private final String persistenceUnit;

	private final Map<String, AttributeChange> changes;

	private final UUID eventId = UUID.randomUUID();

	private boolean unwritten;

	private boolean counted;

	private FakeRow(FakeEntity entity, WriteKind kind, @Nullable Removal removal, String persistenceUnit,
			Map<String, AttributeChange> changes) {
		this.entity = entity;
		this.kind = kind;
		this.removal = removal;
		this.persistenceUnit = persistenceUnit;
		this.changes = new LinkedHashMap<>(changes);
	}

	static FakeRow created(FakeEntity entity) {
		return new FakeRow(entity, WriteKind.CREATED, null, FakeSession.PERSISTENCE_UNIT, Map.of());
	}

	static FakeRow updated(FakeEntity entity) {
		return new FakeRow(entity, WriteKind.UPDATED, null, FakeSession.PERSISTENCE_UNIT, Map.of());
	}

	static FakeRow deleted(FakeEntity entity) {
		return new FakeRow(entity, WriteKind.DELETED, null, FakeSession.PERSISTENCE_UNIT, Map.of());
	}

	static Object keyOf(FakeEntity entity) {
		return new Key(entity.getClass(), entity.id());
	}

	FakeRow changing(String attribute, @Nullable Object oldValue, @Nullable Object newValue) {
		Map<String, AttributeChange> changes = new LinkedHashMap<>(this.changes);
		changes.put(attribute, new AttributeChange(oldValue, newValue));
		return new FakeRow(this.entity, this.kind, this.removal, this.persistenceUnit, changes);
	}

	FakeRow whileBeingRemoved(FakeSession session) {
		return new FakeRow(this.entity, this.kind, session.removalOf(this.entity), this.persistenceUnit, this.changes);
	}

	FakeRow ofUnit(String persistenceUnit) {
		return new FakeRow(this.entity, this.kind, this.removal, persistenceUnit, this.changes);
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
	public WriteKind kind() {
		return this.kind;
	}

	@Override
	public @Nullable Object version() {
		return null;
	}

	@Override
	public UUID eventId() {
		return this.eventId;
	}

	@Override
	public boolean isBeingRemoved() {
		return this.removal != null;
	}

	@Nullable Removal removal() {
		return this.removal;
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
		return this.unwritten;
	}

	/**
	 * Return this row as one that the provider reports without having written it.
	 */
	FakeRow unwritten() {
		FakeRow row = new FakeRow(this.entity, this.kind, this.removal, this.persistenceUnit, this.changes);
		row.unwritten = true;
		return row;
	}

	@Override
	public void include(WrittenRow collections) {
		this.changes.putAll(collections.toMap());
		this.unwritten = false;
	}

	@Override
	public WrittenRow mergedWith(WrittenRow later) {
		Map<String, AttributeChange> merged = new LinkedHashMap<>(this.changes);
		later.toMap()
			.forEach((attribute, change) -> merged.merge(attribute, change,
					(first, last) -> new AttributeChange(first.oldValue(), last.newValue())));
		return new FakeRow((FakeEntity) later.entity(), later.isDeleted() ? WriteKind.DELETED : this.kind, null,
				this.persistenceUnit, merged);
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
		return this.kind.participle() + " " + this.entity;
	}

	private record Key(Class<?> entityType, Object id) {
	}

}
