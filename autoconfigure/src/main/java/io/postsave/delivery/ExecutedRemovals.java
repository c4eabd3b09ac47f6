package io.postsave.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.postsave.listener.Audience;

/**
 * The rows that a flush has deleted: what waits of them is not told any more, and their
 * deletion is, to those who could be told that the row was there.
 */
final class ExecutedRemovals {

	private final List<Removals.Scheduled> executed;

	private final RemovedRows removed;

	private final Set<Object> untold = new HashSet<>();

	/** The deleted rows that are told, one for both deliveries. */
	private final Map<Removal, WrittenRow> rows = new IdentityHashMap<>();

	/**
	 * Creates the rows.
	 * @param session the session that has deleted them
	 * @param executed the removals, in their order
	 * @param passing whether the row of a key was created by the flush that has deleted
	 * it: nobody is told of that
	 */
	ExecutedRemovals(WriteSession session, List<Removals.Scheduled> executed, Predicate<Object> passing) {
		this.executed = executed.stream().filter((removal) -> !passing.test(removal.removal().key())).toList();
		this.removed = removedBy(session, executed);
	}

	private static RemovedRows removedBy(WriteSession session, List<Removals.Scheduled> removals) {
		return new RemovedRows(session,
				removals.stream().map((removal) -> removal.removal().key()).collect(Collectors.toSet()));
	}

	/**
	 * Return all rows that are gone.
	 */
	RemovedRows rows() {
		return this.removed;
	}

	/**
	 * Takes the keys of rows of which it was not told in the transaction that they were
	 * created.
	 */
	Set<Object> untold() {
		return this.untold;
	}

	/**
	 * Adds the deletions to what is told in the transaction.
	 */
	void addTo(WaitingRows waiting) {
		for (Removals.Scheduled removal : this.executed) {
			Audience audience = removal.audience();
			if (audience != null && audience.deleted().isInTransaction()
					&& !this.untold.contains(removal.removal().key())) {
				waiting.add(rowOf(removal));
			}
		}
	}

	/**
	 * Adds the deletions to what is told after the commit, and drops what they leave
	 * behind if they are not told.
	 */
	void addTo(MergedRows merged) {
		List<Removals.Scheduled> silent = new ArrayList<>(0);
		for (Removals.Scheduled removal : this.executed) {
			Audience audience = removal.audience();
			if (audience != null && audience.deleted().isAfterCommit()) {
				merged.add(rowOf(removal));
			}
			else {
				silent.add(removal);
			}
		}
		if (!silent.isEmpty()) {
			merged.removeIf(removedBy(this.removed.session(), silent));
		}
	}

	private WrittenRow rowOf(Removals.Scheduled removal) {
		return this.rows.computeIfAbsent(removal.removal(), Removal::deletedRow);
	}

}
