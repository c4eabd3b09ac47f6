package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.listener.Audience;
import org.jspecify.annotations.Nullable;

/**
 * The saves of one session that have not been told yet, in the order of writing, and the
 * rows whose callbacks are running. Belongs to the session, not to a transaction that
 * happens to be bound to the thread.
 */
final class PendingSaves {

	private static final int NO_FLUSH = -1;

	private static final List<WrittenRow> NO_ROWS = List.of();

	private final WriteSession session;

	private final List<WrittenRow> rows = new ArrayList<>(1);

	private List<PostSaveEvent<?>> events = new ArrayList<>();

	/**
	 * What the flush that is going on has written, for those who are told after the
	 * commit.
	 */
	private List<WrittenRow> flushedRows = NO_ROWS;

	private final MergedSaves mergedSaves;

	/** How many saves there were when the flush that is going on began. */
	private int savesBeforeFlush = NO_FLUSH;

	private boolean transactional;

	private boolean managedBySpring;

	private boolean delivering;

	private int roundsBefore;

	private @Nullable Throwable listenerFailure;

	@Nullable PendingSaves next;

	PendingSaves(WriteSession session) {
		this.session = session;
		this.mergedSaves = new MergedSaves(session);
	}

	WriteSession session() {
		return this.session;
	}

	/**
	 * A stack, as a callback of the application's may write another row in between.
	 */
	void pushRow(WrittenRow row) {
		this.rows.add(row);
	}

	/**
	 * Removes the row and those above it, which a failed callback has left behind.
	 */
	void popRow(Object entity) {
		for (int i = this.rows.size() - 1; i >= 0; i--) {
			if (this.rows.get(i).entity() == entity) {
				removeRowsFrom(i);
				return;
			}
		}
	}

	private void removeRowsFrom(int first) {
		for (int i = this.rows.size() - 1; i >= first; i--) {
			this.rows.remove(i);
		}
	}

	@Nullable WrittenRow findRow(Object entity, boolean created) {
		for (int i = this.rows.size() - 1; i >= 0; i--) {
			WrittenRow row = this.rows.get(i);
			if (row.entity() == entity && row.isCreated() == created) {
				return row;
			}
		}
		return null;
	}

	void add(WrittenRow row, Audience.Kind audience) {
		boolean flushing = this.session.isFlushing();
		if (!flushing) {
			forgetFailedFlush();
		}
		else if (this.savesBeforeFlush == NO_FLUSH) {
			this.savesBeforeFlush = this.events.size();
		}
		if (audience.inTransaction()) {
			this.events.add(SaveEvents.eventFor(row));
		}
		if (audience.isAfterCommit()) {
			addMerged(row, flushing);
		}
	}

	/**
	 * A removal that was scheduled before the row was written is made by the same flush,
	 * but outside of one, as when an identity insert brings the inserts before it
	 * forward, it may still be withdrawn.
	 */
	private void addMerged(WrittenRow row, boolean flushing) {
		if (!flushing) {
			this.mergedSaves.add(row);
			if (row.isBeingRemoved()) {
				this.mergedSaves.removalScheduled(row.entity());
			}
		}
		else if (!row.isBeingRemoved()) {
			if (this.flushedRows == NO_ROWS) {
				this.flushedRows = new ArrayList<>();
			}
			this.flushedRows.add(row);
		}
	}

	void entityRemoved(Object entity) {
		this.mergedSaves.removalScheduled(entity);
	}

	void flushBegins() {
		forgetFailedFlush();
		this.mergedSaves.flushBegins();
	}

	void flushEnded() {
		this.savesBeforeFlush = NO_FLUSH;
		for (int i = 0; i < this.flushedRows.size(); i++) {
			this.mergedSaves.add(this.flushedRows.get(i));
		}
		clearFlushedRows();
		this.mergedSaves.flushEnded();
	}

	/**
	 * A flush that did not end has failed: what it recorded was not written.
	 */
	void forgetFailedFlush() {
		if (this.savesBeforeFlush != NO_FLUSH) {
			this.events.subList(this.savesBeforeFlush, this.events.size()).clear();
			clearFlushedRows();
			this.rows.clear();
			this.savesBeforeFlush = NO_FLUSH;
		}
	}

	private void clearFlushedRows() {
		if (!this.flushedRows.isEmpty()) {
			this.flushedRows.clear();
		}
	}

	/**
	 * What is to be told after the commit.
	 */
	MergedSaves mergedSaves() {
		return this.mergedSaves;
	}

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	/**
	 * Hands out all saves, to be told now.
	 */
	List<PostSaveEvent<?>> takeAll() {
		List<PostSaveEvent<?>> taken = this.events;
		this.events = new ArrayList<>();
		return taken;
	}

	/**
	 * Drops what is to be told in the transaction, which is going to be rolled back.
	 */
	void discard() {
		this.events.clear();
		clearFlushedRows();
		this.rows.clear();
		this.savesBeforeFlush = NO_FLUSH;
	}

	/**
	 * Whether the end of a transaction will put an end to these pending saves.
	 */
	boolean isTransactional() {
		return this.transactional;
	}

	void setTransactional(boolean transactional) {
		this.transactional = transactional;
	}

	/**
	 * Whether the transaction is one of Spring's, whose manager tells of its end.
	 */
	boolean isManagedBySpring() {
		return this.managedBySpring;
	}

	void setManagedBySpring(boolean managedBySpring) {
		this.managedBySpring = managedBySpring;
	}

	boolean isDelivering() {
		return this.delivering;
	}

	void setDelivering(boolean delivering) {
		this.delivering = delivering;
	}

	/**
	 * How many rounds of the commit have come before the next delivery, each caused by
	 * synchronizations that went on saving.
	 */
	int roundsBefore() {
		return this.roundsBefore;
	}

	void setRoundsBefore(int roundsBefore) {
		this.roundsBefore = roundsBefore;
	}

	@Nullable Throwable listenerFailure() {
		return this.listenerFailure;
	}

	void setListenerFailure(@Nullable Throwable failure) {
		this.listenerFailure = failure;
	}

}
