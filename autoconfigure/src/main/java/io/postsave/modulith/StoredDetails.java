package io.postsave.modulith;

import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.postsave.AttributeChange;
import io.postsave.WriteDetails;
import io.postsave.hibernate.StoredEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * What a stored event tells of its write.
 */
final class StoredDetails implements WriteDetails {

	private final StoredEntity entity;

	private final UUID eventId;

	private final @Nullable Object version;

	private final Supplier<@Nullable Map<String, AttributeChange>> changes;

	/**
	 * Creates the details.
	 * @param entity how the entity is stored
	 * @param eventId what names the event
	 * @param version the version as it was stored
	 * @param changes the changes as they were stored, {@code null} if they are unknown
	 */
	StoredDetails(StoredEntity entity, UUID eventId, @Nullable Object version, @Nullable Map<?, ?> changes) {
		this.entity = entity;
		this.eventId = eventId;
		this.version = entity.readVersion(version);
		this.changes = (changes != null) ? SingletonSupplier.of(() -> entity.readChanges(changes)) : () -> null;
	}

	@Override
	public boolean isKnown() {
		return this.changes.get() != null;
	}

	@Override
	public Map<String, AttributeChange> toMap() {
		Map<String, AttributeChange> known = this.changes.get();
		return (known != null) ? known : Map.of();
	}

	@Override
	public boolean contains(String attribute) {
		Assert.notNull(attribute, "'attribute' must not be null");
		return this.entity.hasAttribute(attribute) && (!isKnown() || toMap().containsKey(attribute));
	}

	@Override
	public @Nullable Object version() {
		return this.version;
	}

	@Override
	public UUID eventId() {
		return this.eventId;
	}

}
