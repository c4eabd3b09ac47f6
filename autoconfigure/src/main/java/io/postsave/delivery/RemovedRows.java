package io.postsave.delivery;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows that a session has removed. Saves of them that wait to be told are dropped.
 *
 * @param session the session
 * @param keys the keys of the rows
 */
record RemovedRows(WriteSession session, Set<Object> keys) implements Predicate<WrittenRow> {

	static RemovedRows of(WriteSession session, Collection<Removals.Scheduled> executed) {
		Set<Object> keys = new HashSet<>(executed.size() * 2);
		executed.forEach((removal) -> keys.add(removal.removal().key()));
		return new RemovedRows(session, keys);
	}

	@Override
	public boolean test(WrittenRow row) {
		return !row.isDeleted() && this.keys.contains(row.key()) && this.session.isOfUnitOf(row);
	}

}
