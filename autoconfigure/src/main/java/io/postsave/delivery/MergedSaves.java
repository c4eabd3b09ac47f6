package io.postsave.delivery;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The saves of one session that are told after its commit: each row once, in the order of
 * first writing, without those that were removed.
 */
final class MergedSaves {

	private final WriteSession session;

	/** The row, if there is only one: it is merged with nothing. */
	private @Nullable WrittenRow only;

	private Map<Object, WrittenRow> rows = Map.of();

	private Set<Object> removals = Set.of();

	MergedSaves(WriteSession session) {
		this.session = session;
	}

	void add(WrittenRow row) {
		if (this.only == null && this.rows.isEmpty()) {
			this.only = row;
			return;
		}
		Map<Object, WrittenRow> rows = rowsByKey();
		rows.merge(this.session.keyOf(row), row, WrittenRow::mergedWith);
	}

	private Map<Object, WrittenRow> rowsByKey() {
		if (this.only != null) {
			this.rows = new LinkedHashMap<>();
			this.rows.put(this.session.keyOf(this.only), this.only);
			this.only = null;
		}
		return this.rows;
	}

	/**
	 * Whether a row has been written before.
	 */
	boolean contains(WrittenRow row) {
		Object key = this.session.keyOf(row);
		return (this.only != null) ? this.session.keyOf(this.only).equals(key) : this.rows.containsKey(key);
	}

	Collection<WrittenRow> rows() {
		return (this.only != null) ? List.of(this.only) : this.rows.values();
	}

	/**
	 * The entity is to be removed: a flush will tell whether its row is.
	 */
	void removalScheduled(Object entity) {
		Object key = this.session.keyOfRemoved(entity);
		if (key != null && rowsByKey().containsKey(key)) {
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
			this.removals.forEach(rowsByKey()::remove);
			this.removals.clear();
		}
	}

}
