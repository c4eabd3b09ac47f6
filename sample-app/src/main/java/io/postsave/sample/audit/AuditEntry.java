package io.postsave.sample.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.postsave.sample.WriteKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/**
 * One attribute that somebody changed. Nobody is told of these: see
 * {@code post-save.exclude} in application.yml.
 */
@Entity
class AuditEntry {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Column(nullable = false, name = "at_time")
	private Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);

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

	/**
	 * As long as it was: a log that has no room for a value would fail the save.
	 */
	@Column(length = Length.LONG32)
	private @Nullable String oldValue;

	@Column(length = Length.LONG32)
	private @Nullable String newValue;

	protected AuditEntry() {
	}

	AuditEntry(String who, String entityType, String entityId, WriteKind kind, String attribute,
			@Nullable String oldValue, @Nullable String newValue) {
		this.who = who;
		this.entityType = entityType;
		this.entityId = entityId;
		this.kind = kind;
		this.attribute = attribute;
		this.oldValue = oldValue;
		this.newValue = newValue;
	}

}
