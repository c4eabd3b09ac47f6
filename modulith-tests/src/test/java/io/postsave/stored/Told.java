package io.postsave.stored;

import java.util.Map;
import java.util.UUID;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a listener was told by an event, but the entity.
 *
 * @param type the class of the entity
 * @param kind the class of the event
 * @param created whether it was created
 * @param id its identifier
 * @param version its version
 * @param unit the persistence unit
 * @param eventId what names the event
 * @param timestamp when it happened
 * @param changes what changed
 * @param nameChanged whether a certain attribute changed
 */
record Told(Class<?> type, Class<?> kind, boolean created, @Nullable Object id, @Nullable Object version, String unit,
		UUID eventId, long timestamp, Map<String, AttributeChange> changes, boolean nameChanged) {

	static Told by(PostWriteEvent<?> event) {
		return new Told(event.getEntityType(), event.getClass(),
				event instanceof PostSaveEvent<?> save && save.isCreated(), event.getId(), event.getVersion(),
				event.getPersistenceUnit(), event.getEventId(), event.getTimestamp(), event.getChanges(),
				event.hasChanged("name"));
	}

}
