package io.postsave.delivery;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one transaction that are told after its commit: each row once, in the order
 * of first writing, without those that were removed. The sessions that write in one
 * transaction share them.
 */
final class MergedRows {

	/** The row, if there is only one: it is merged with nothing. */
	private @Nullable WrittenRow only;

	private Map<Object, WrittenRow> rows = Map.of();

	void add(WrittenRow row) {
		if (isEmpty()) {
			this.only = row;
			return;
		}
		Map<Object, WrittenRow> rows = rowsByKey();
		rows.merge(row.key(), row, MergedRows::merge);
	}

	/**
	 * Created wins: what the transaction has created stays so whatever it updates later,
	 * and what it creates once more, after a removal, begins anew.
	 */
	private static WrittenRow merge(WrittenRow first, WrittenRow later) {
		return later.isCreated() ? later : first.mergedWith(later);
	}

	private Map<Object, WrittenRow> rowsByKey() {
		if (this.only != null) {
			this.rows = new LinkedHashMap<>();
			this.rows.put(this.only.key(), this.only);
			this.only = null;
		}
		return this.rows;
	}

	boolean isEmpty() {
		return this.only == null && this.rows.isEmpty();
	}

	/**
	 * Whether a row has been written before.
	 */
	boolean contains(WrittenRow row) {
		if (isEmpty()) {
			return false;
		}
		Object key = row.key();
		return (this.only != null) ? this.only.key().equals(key) : this.rows.containsKey(key);
	}

	Collection<WrittenRow> rows() {
		return (this.only != null) ? List.of(this.only) : this.rows.values();
	}

	/**
	 * Hands out the rows, and has none from now on.
	 */
	Collection<WrittenRow> take() {
		Collection<WrittenRow> taken = rows();
		this.only = null;
		this.rows = Map.of();
		return taken;
	}

	void removeIf(Predicate<WrittenRow> gone) {
		if (this.only != null) {
			this.only = gone.test(this.only) ? null : this.only;
		}
		else if (!this.rows.isEmpty()) {
			this.rows.values().removeIf(gone);
		}
	}

}
