package io.postsave.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What has been committed on a thread and waits in line to be told, in the order of the
 * commits, and how deep the chain of commits is that led to what is being told: listeners
 * may commit too.
 */
final class CommittedLine {

	private @Nullable Batch first;

	private @Nullable Batch last;

	private @Nullable Batch current;

	private boolean told;

	private @Nullable FinishedTransaction outside;

	private @Nullable ThrownFailures thrown;

	/**
	 * Telling begins, outside the transactions that have finished.
	 */
	void tellOutside(FinishedTransaction finished) {
		this.told = true;
		this.outside = finished;
	}

	/**
	 * Telling begins, within a transaction as if it had committed.
	 * @param failures keeps listeners' failures
	 */
	void tellAsIfCommitted(ThrownFailures failures) {
		this.told = true;
		this.thrown = failures;
	}

	/**
	 * Whether telling has begun.
	 */
	boolean isTold() {
		return this.told;
	}

	/**
	 * Gives back the connections that a listener has made the sessions of finished
	 * transactions get again, by loading lazily.
	 */
	void releaseConnections() {
		if (this.outside != null) {
			this.outside.releaseConnections();
		}
	}

	/**
	 * Return what keeps the failures that a test is to notice, {@code null} outside of
	 * tests.
	 */
	@Nullable ThrownFailures thrown() {
		return this.thrown;
	}

	/**
	 * Adds what one commit has to tell, made by a listener to what is being told, if
	 * anything is.
	 */
	void add(Collection<WrittenRow> rows) {
		add(rows, (this.current != null) ? this.current.depth + 1 : 1);
	}

	void add(Iterable<WrittenRow> rows, int depth) {
		Batch added = new Batch(rows, depth);
		if (this.last != null) {
			this.last.next = added;
		}
		else {
			this.first = added;
		}
		this.last = added;
	}

	boolean isEmpty() {
		return this.first == null;
	}

	/**
	 * Takes what is to be told next.
	 * @return what one commit has to tell, {@code null} at the end of the line
	 */
	@Nullable Batch next() {
		Batch batch = this.first;
		if (batch != null) {
			this.first = batch.next;
			this.last = (this.first != null) ? this.last : null;
			this.current = batch;
		}
		return batch;
	}

	/**
	 * Drops rows that are not told yet and have been removed by another transaction.
	 */
	void drop(RemovedRows removed) {
		if (this.current != null) {
			this.current.drop(removed);
		}
		for (Batch batch = this.first; batch != null; batch = batch.next) {
			batch.drop(removed);
		}
	}

	/**
	 * What one commit has to tell. Rows that are removed before it is their turn are
	 * remembered and skipped, as the rows may belong to an iteration that is going on.
	 */
	static final class Batch {

		private final Iterable<WrittenRow> rows;

		private final int depth;

		private @Nullable Batch next;

		private List<RemovedRows> removed = List.of();

		private Batch(Iterable<WrittenRow> rows, int depth) {
			this.rows = rows;
			this.depth = depth;
		}

		Iterable<WrittenRow> rows() {
			return this.rows;
		}

		/**
		 * How many commits the chain has that ends with this one.
		 */
		int depth() {
			return this.depth;
		}

		private void drop(RemovedRows removed) {
			this.removed = this.removed.isEmpty() ? new ArrayList<>(1) : this.removed;
			this.removed.add(removed);
		}

		/**
		 * Whether a row has been removed since.
		 */
		boolean isGone(WrittenRow row) {
			for (int i = 0; i < this.removed.size(); i++) {
				if (this.removed.get(i).test(row)) {
					return true;
				}
			}
			return false;
		}

	}

}
