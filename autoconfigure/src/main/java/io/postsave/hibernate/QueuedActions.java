package io.postsave.hibernate;

import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.event.spi.EventSource;

/**
 * The statements that wait in a session for its next flush.
 */
final class QueuedActions {

	private QueuedActions() {
	}

	/**
	 * Return how many there are. Those that Hibernate does not count, such as an insert
	 * that waits for the entity it refers to, are one if there are no others.
	 */
	static int in(EventSource session) {
		ActionQueue queue = session.getActionQueue();
		int counted = queue.numberOfInsertions() + queue.numberOfUpdates() + queue.numberOfDeletions()
				+ queue.numberOfCollectionCreations() + queue.numberOfCollectionUpdates()
				+ queue.numberOfCollectionRemovals();
		return (counted == 0 && areAnyIn(queue)) ? 1 : counted;
	}

	/**
	 * Return how many inserts and deletions there are, those that wait for another one
	 * counted as one if there are no others.
	 */
	static int insertsAndDeletionsIn(EventSource session) {
		ActionQueue queue = session.getActionQueue();
		int counted = queue.numberOfInsertions() + queue.numberOfDeletions();
		return (counted == 0 && queue.areInsertionsOrDeletionsQueued()) ? 1 : counted;
	}

	private static boolean areAnyIn(ActionQueue queue) {
		return queue.hasAnyQueuedActions() || queue.areInsertionsOrDeletionsQueued();
	}

}
