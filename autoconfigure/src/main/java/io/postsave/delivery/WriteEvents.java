package io.postsave.delivery;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;

/**
 * Makes the event that tells of a row.
 */
final class WriteEvents {

	private WriteEvents() {
	}

	@SuppressWarnings("unchecked")
	static PostWriteEvent<?> eventFor(WrittenRow row) {
		Class<Object> entityType = (Class<Object>) row.type().javaType();
		String unit = row.type().persistenceUnit();
		return switch (row.kind()) {
			case CREATED -> new PostSaveEvent.Created<>(row.entity(), entityType, row.id(), unit, row);
			case UPDATED -> new PostSaveEvent.Updated<>(row.entity(), entityType, row.id(), unit, row);
			case DELETED -> new PostDeleteEvent<>(row.entity(), entityType, row.id(), unit, row);
		};
	}

}
