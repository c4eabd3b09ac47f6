package io.postsave.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one transaction that are told after its commit: each row once, in the order
 * of first writing, with what became of it. The sessions that write in one transaction
 * share them.
 */
final class MergedRows {

	/** The row, if there is only one: it is merged with nothing. */
	private @Nullable WrittenRow only;

	private Map<Object, WrittenRow> rows = Map.of();

	/** The deletions behind rows that were created anew. */
	private Map<Object, WrittenRow> replaced = Map.of();

	void add(WrittenRow row) {
		if (isEmpty()) {
			this.only = row;
			return;
		}
		Object key = row.key();
		Map<Object, WrittenRow> rows = rowsByKey();
		WrittenRow first = rows.get(key);
		WrittenRow merged = (first != null) ? merge(key, first, row) : row;
		if (merged != null) {
			rows.put(key, merged);
		}
		else {
			rows.remove(key);
		}
	}

	/**
	 * Return what becomes of a row: what the transaction has created stays so whatever it
	 * updates later, and what it deletes was deleted whatever it updated before.
	 * @return {@code null} if the row was there neither before nor after
	 */
	private @Nullable WrittenRow merge(Object key, WrittenRow first, WrittenRow later) {
		return switch (later.kind()) {
			case CREATED -> createdAgain(key, first, later);
			case UPDATED -> first.isDeleted() ? later : first.mergedWith(later);
			case DELETED -> deleted(key, first, later);
		};
	}

	private WrittenRow createdAgain(Object key, WrittenRow first, WrittenRow later) {
		if (first.isDeleted()) {
			this.replaced = this.replaced.isEmpty() ? new HashMap<>() : this.replaced;
			this.replaced.put(key, first);
		}
		return later;
	}

	private @Nullable WrittenRow deleted(Object key, WrittenRow first, WrittenRow later) {
		if (first.isCreated()) {
			return takeReplaced(key);
		}
		return first.isDeleted() ? first : first.mergedWith(later);
	}

	private @Nullable WrittenRow takeReplaced(Object key) {
		return this.replaced.isEmpty() ? null : this.replaced.remove(key);
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
		return find(row) != null;
	}

	/**
	 * Return a row as it has been written before, or {@code null}.
	 */
	@Nullable WrittenRow find(WrittenRow row) {
		if (isEmpty()) {
			return null;
		}
		Object key = row.key();
		if (this.only != null) {
			return this.only.key().equals(key) ? this.only : null;
		}
		return this.rows.get(key);
	}

	/**
	 * Return how many rows have not been counted as told.
	 */
	int uncounted() {
		return (int) rows().stream().filter((row) -> !row.isCounted()).count();
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
		this.replaced = Map.of();
		return taken;
	}

	/**
	 * Drops rows whose end is not told. A deletion stays that was told before the row was
	 * created anew.
	 */
	void removeIf(Predicate<WrittenRow> gone) {
		if (this.only != null) {
			this.only = gone.test(this.only) ? null : this.only;
		}
		else if (!this.rows.isEmpty()) {
			this.rows.replaceAll((key, row) -> {
				WrittenRow deletion = gone.test(row) ? takeReplaced(key) : null;
				return (deletion != null) ? deletion : row;
			});
			this.rows.values().removeIf(gone);
		}
	}

	/**
	 * Drops the deletion of a row that is there again.
	 */
	void forgetDeletion(WrittenRow row) {
		WrittenRow deletion = find(row);
		if (deletion != null && deletion.isDeleted()) {
			removeIf((candidate) -> candidate == deletion);
		}
	}

}
