package io.postsave.sample.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import io.postsave.AttributeChange;
import io.postsave.PostWriteEvent;
import io.postsave.sample.WriteKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * One attribute that somebody changed. Nobody is told of these: see
 * {@code post-save.exclude} in application.yml.
 */
@Entity
class AuditEntry {

	private static final int MAX_LENGTH = 1000;

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Column(nullable = false, name = "at_time")
	private Instant at = Instant.EPOCH;

	@Column(nullable = false)
	private String who = "";

	@Column(nullable = false)
	private String entityType = "";

	@Column(nullable = false)
	private String entityId = "";

	@Column(nullable = false)
	@Enumerated(EnumType.STRING)
	private WriteKind kind = WriteKind.CREATED;

	@Column(nullable = false)
	private String attribute = "";

	@Column(length = MAX_LENGTH)
	private @Nullable String oldValue;

	@Column(length = MAX_LENGTH)
	private @Nullable String newValue;

	protected AuditEntry() {
	}

	AuditEntry(String who, PostWriteEvent<?> event, String attribute, AttributeChange change) {
		this.at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		this.who = who;
		this.entityType = event.getEntityType().getSimpleName();
		this.entityId = String.valueOf(event.getId());
		this.kind = WriteKind.of(event);
		this.attribute = attribute;
		this.oldValue = Objects.toString(change.oldValue(), null);
		this.newValue = Objects.toString(change.newValue(), null);
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Instant getAt() {
		return this.at;
	}

	public String getWho() {
		return this.who;
	}

	public String getEntityType() {
		return this.entityType;
	}

	public String getEntityId() {
		return this.entityId;
	}

	public WriteKind getKind() {
		return this.kind;
	}

	public String getAttribute() {
		return this.attribute;
	}

	public @Nullable String getOldValue() {
		return this.oldValue;
	}

	public @Nullable String getNewValue() {
		return this.newValue;
	}

}
