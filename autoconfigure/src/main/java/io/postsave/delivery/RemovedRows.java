package io.postsave.delivery;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows that a session has removed. Saves of them that wait to be told are dropped.
 *
 * @param session the session
 * @param keys the keys of the rows
 */
record RemovedRows(WriteSession session, Set<Object> keys) implements Predicate<WrittenRow> {

	@Override
	public boolean test(WrittenRow row) {
		return !row.isDeleted() && this.keys.contains(row.key()) && this.session.isOfUnitOf(row);
	}

}
