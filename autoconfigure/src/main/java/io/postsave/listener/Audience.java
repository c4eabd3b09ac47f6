package io.postsave.listener;

/**
 * Who listens to the saves of one entity class.
 *
 * @param created whether anybody listens to created entities
 * @param updated whether anybody listens to updated entities
 */
public record Audience(boolean created, boolean updated) {

	/**
	 * Whether anybody listens to one of the two kinds of saves.
	 * @param created whether created, rather than updated, entities are asked for
	 * @return whether such a save has a listener
	 */
	public boolean hears(boolean created) {
		return created ? this.created : this.updated;
	}

	/**
	 * Whether anybody listens to any save of the class.
	 * @return {@code false} if nobody does
	 */
	public boolean isPresent() {
		return this.created || this.updated;
	}

}
