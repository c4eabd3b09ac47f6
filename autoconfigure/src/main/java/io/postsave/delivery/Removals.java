package io.postsave.delivery;

import java.util.HashSet;
import java.util.Set;

/**
 * The rows of one session that are to be removed: a flush decides whether they are, as a
 * removal may be withdrawn.
 */
final class Removals {

	private final WriteSession session;

	private Set<Object> scheduled = Set.of();

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
	 * Hands out the keys of the rows that are gone: what was to be removed is, unless the
	 * flush has cascaded to it and withdrawn the removal.
	 */
	Set<Object> flushEnded() {
		Set<Object> removed = this.scheduled;
		if (!removed.isEmpty()) {
			this.scheduled = Set.of();
			removed.removeIf(this.session::isManaged);
		}
		return removed;
	}

}
