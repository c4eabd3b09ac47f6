package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows that the flush that is going on has written. They count when it ends: if it
 * fails, they were not written.
 */
final class FlushedRows {

	private List<WrittenRow> inTransaction = List.of();

	private List<WrittenRow> afterCommit = List.of();

	/**
	 * Adds a row that is told in the transaction.
	 */
	void addInTransaction(WrittenRow row) {
		this.inTransaction = with(row, this.inTransaction);
	}

	/**
	 * Adds a row that is told after the commit.
	 */
	void addAfterCommit(WrittenRow row) {
		this.afterCommit = with(row, this.afterCommit);
	}

	private static List<WrittenRow> with(WrittenRow row, List<WrittenRow> rows) {
		List<WrittenRow> added = rows.isEmpty() ? new ArrayList<>(1) : rows;
		added.add(row);
		return added;
	}

	boolean isEmpty() {
		return this.inTransaction.isEmpty() && this.afterCommit.isEmpty();
	}

	/**
	 * Whether there are any that are told after the commit.
	 */
	boolean isAnyAfterCommit() {
		return !this.afterCommit.isEmpty();
	}

	/**
	 * Hands out those that are told in the transaction.
	 */
	List<WrittenRow> takeInTransaction() {
		List<WrittenRow> taken = this.inTransaction;
		this.inTransaction = List.of();
		return taken;
	}

	/**
	 * Hands out those that are told after the commit.
	 */
	List<WrittenRow> takeAfterCommit() {
		List<WrittenRow> taken = this.afterCommit;
		this.afterCommit = List.of();
		return taken;
	}

	void clear() {
		this.inTransaction = List.of();
		this.afterCommit = List.of();
	}

}
