package io.postsave.delivery;

import io.postsave.PostSaveEvent;

/**
 * Makes the event that tells of a row.
 */
final class SaveEvents {

	private SaveEvents() {
	}

	@SuppressWarnings("unchecked")
	static PostSaveEvent<?> eventFor(WrittenRow row) {
		Class<Object> entityType = (Class<Object>) row.type().javaType();
		String unit = row.type().persistenceUnit();
		return row.isCreated() ? new PostSaveEvent.Created<>(row.entity(), entityType, row.id(), unit, row)
				: new PostSaveEvent.Updated<>(row.entity(), entityType, row.id(), unit, row);
	}

}
