package io.postsave.sample.live;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.postsave.PostWriteEvent;
import io.postsave.sample.WriteKind;
import org.jspecify.annotations.Nullable;

/**
 * A save or deletion as it is shown.
 *
 * @param number how many were written until then
 * @param entityType the name of the entity class
 * @param id the identifier of the entity
 * @param kind what was done with the entity
 * @param changes the changed attributes
 * @param listeners those who heard of it
 * @param at when it was told
 */
record Write(long number, String entityType, @Nullable Object id, WriteKind kind, Map<String, Change> changes,
		Set<Hearing> listeners, Instant at) {

	static Write of(long number, PostWriteEvent<?> event, Set<Hearing> listeners) {
		Map<String, Change> changes = new LinkedHashMap<>();
		event.getChanges()
			.forEach((attribute, change) -> changes.put(attribute,
					new Change(Objects.toString(change.oldValue(), null), Objects.toString(change.newValue(), null))));
		return new Write(number, event.getEntityType().getSimpleName(), event.getId(), WriteKind.of(event), changes,
				listeners, Instant.ofEpochMilli(event.getTimestamp()));
	}

	/**
	 * What was changed of an attribute.
	 *
	 * @param oldValue the value before
	 * @param newValue the value now
	 */
	record Change(@Nullable String oldValue, @Nullable String newValue) {
	}

}
