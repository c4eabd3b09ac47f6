package io.postsave.observation;

import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;

/**
 * The tags that tell of events, in observations as in meters.
 */
final class EventTags {

	static final String ENTITY = "postsave.entity";

	static final String KIND = "postsave.kind";

	private static final String MIXED = "mixed";

	private EventTags() {
	}

	/**
	 * Return the simple name of the entity class, {@code mixed} for several.
	 */
	static String entityOf(PostSaveListenerObservationContext context) {
		List<? extends PostWriteEvent<?>> events = context.getEvents();
		Class<?> entityType = events.get(0).getEntityType();
		return events.stream().allMatch((event) -> event.getEntityType() == entityType) ? entityType.getSimpleName()
				: MIXED;
	}

	/**
	 * Return what was done to the entity, {@code mixed} for a list.
	 */
	static String kindOf(PostSaveListenerObservationContext context) {
		if (context.isList()) {
			return MIXED;
		}
		if (context.getEvents().get(0) instanceof PostSaveEvent<?> save) {
			return save.isCreated() ? "created" : "updated";
		}
		return "deleted";
	}

}
