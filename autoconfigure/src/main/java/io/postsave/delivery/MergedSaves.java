package io.postsave.delivery;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The saves of one session that are told after its commit: each row once, in the order of
 * first writing, without those that were removed.
 */
final class MergedSaves {

	private final WriteSession session;

	private final Map<Object, WrittenRow> rows = new LinkedHashMap<>(1);

	private Set<Object> removals = Set.of();

	MergedSaves(WriteSession session) {
		this.session = session;
	}

	void add(WrittenRow row) {
		this.rows.merge(this.session.keyOf(row), row, WrittenRow::mergedWith);
	}

	Collection<WrittenRow> rows() {
		return this.rows.values();
	}

	/**
	 * The entity is to be removed: a flush will tell whether its row is.
	 */
	void removalScheduled(Object entity) {
		Object key = this.session.keyOfRemoved(entity);
		if (key != null && this.rows.containsKey(key)) {
			if (this.removals.isEmpty()) {
				this.removals = new HashSet<>();
			}
			this.removals.add(key);
		}
	}

	/**
	 * Forgets removals that were withdrawn since.
	 */
	void flushBegins() {
		if (!this.removals.isEmpty()) {
			this.removals.removeIf((key) -> !this.session.isRemovalScheduled(key));
		}
	}

	/**
	 * What was to be removed now is, unless the flush has cascaded to it and withdrawn
	 * the removal.
	 */
	void flushEnded() {
		if (!this.removals.isEmpty()) {
			this.removals.removeIf(this.session::isManaged);
			this.removals.forEach(this.rows::remove);
			this.removals.clear();
		}
	}

}
