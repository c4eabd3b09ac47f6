package io.postsave.sample.audit;

import java.time.Instant;

import io.postsave.sample.WriteKind;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log as clients see it: what the query selects, and no entity.
 *
 * @param id the identifier
 * @param at when it was changed
 * @param who who did it
 * @param entityType the name of the entity class
 * @param entityId the identifier of the entity
 * @param kind what was done with the entity
 * @param attribute the attribute
 * @param oldValue its value before
 * @param newValue its value since
 */
record AuditLine(Long id, Instant at, String who, String entityType, String entityId, WriteKind kind, String attribute,
		@Nullable String oldValue, @Nullable String newValue) {
}
