package io.postsave.modulith;

import java.util.UUID;

import io.postsave.PostWriteEvent;

/**
 * What names one publication: an event and the listener that it is owed to.
 *
 * @param eventId the event
 * @param listenerId the listener, as the engine names it
 */
record OwedCall(UUID eventId, String listenerId) {

	static OwedCall of(PostWriteEvent<?> event, String listenerId) {
		return new OwedCall(event.getEventId(), listenerId);
	}

}
