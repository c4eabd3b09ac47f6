package io.postsave.delivery;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one session that are to be removed: a flush decides whether they are, as a
 * removal may be withdrawn.
 */
final class Removals {

	private final WriteSession session;

	private Set<Object> scheduled = Set.of();

	/** What is gone and may still wait to be told by another session's commit. */
	private Set<Object> noted = Set.of();

	Removals(WriteSession session) {
		this.session = session;
	}

	void schedule(Object entity) {
		Object key = this.session.keyOfRemoved(entity);
		if (key != null) {
			this.scheduled = this.scheduled.isEmpty() ? new HashSet<>() : this.scheduled;
			this.scheduled.add(key);
		}
	}

	/**
	 * Whether the next flush will remove a row, as far as can be seen before it.
	 */
	boolean include(WrittenRow row) {
		if (this.scheduled.isEmpty()) {
			return false;
		}
		Object key = row.key();
		return this.scheduled.contains(key) && this.session.isRemovalScheduled(key);
	}

	/**
	 * Forgets removals that were withdrawn, or forgotten by a clear.
	 */
	void flushBegins() {
		if (!this.scheduled.isEmpty() && !this.session.isFlushing()) {
			this.scheduled.removeIf((key) -> !this.session.isRemovalScheduled(key));
		}
	}

	/**
	 * Hands out the rows that are gone, {@code null} if there are none: what was to be
	 * removed is, unless the flush has cascaded to it and withdrawn the removal.
	 */
	@Nullable RemovedRows flushEnded() {
		Set<Object> removed = this.scheduled;
		if (removed.isEmpty()) {
			return null;
		}
		this.scheduled = Set.of();
		removed.removeIf(this.session::isManaged);
		return removed.isEmpty() ? null : new RemovedRows(this.session, removed);
	}

	/**
	 * Keeps in mind until the commit that rows are gone.
	 */
	void note(RemovedRows removed) {
		this.noted = this.noted.isEmpty() ? new HashSet<>() : this.noted;
		this.noted.addAll(removed.keys());
	}

	/**
	 * Return the rows that were noted, {@code null} if there are none.
	 */
	@Nullable RemovedRows noted() {
		return this.noted.isEmpty() ? null : new RemovedRows(this.session, this.noted);
	}

}
