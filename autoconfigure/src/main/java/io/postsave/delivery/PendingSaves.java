package io.postsave.delivery;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.postsave.listener.Audience;
import org.jspecify.annotations.Nullable;

/**
 * The saves of one session that have not been told yet, in the order of writing, and the
 * rows whose callbacks are running. Belongs to the session, not to a transaction that
 * happens to be bound to the thread.
 */
final class PendingSaves extends Link<PendingSaves> implements WriteSession.TransactionEnd {

	private static final int NO_FLUSH = -1;

	private static final List<WrittenRow> NO_ROWS = List.of();

	private final WriteSession session;

	private final Owner owner;

	private final boolean managedBySpring;

	private final RowStack rows = new RowStack();

	/** What is to be told in the transaction. */
	private List<WrittenRow> saves = NO_ROWS;

	/**
	 * What the flush that is going on has written, for those who are told after the
	 * commit.
	 */
	private List<WrittenRow> flushedRows = NO_ROWS;

	private @Nullable MergedSaves mergedSaves;

	private @Nullable Removals removals;

	/** What is gone and may still be waiting to be told by another session's commit. */
	private Set<Object> removedRows = Set.of();

	/** What is being told in the transaction. */
	private @Nullable Round round;

	/** What is being told in the transaction as if it had committed. */
	private @Nullable Round roundAsIfCommitted;

	/** How many saves there were when the flush that is going on began. */
	private int savesBeforeFlush = NO_FLUSH;

	private boolean transactional;

	private @Nullable Connection connection;

	private boolean delivering;

	/** Whether the delivery follows a flush, or one of its listeners has flushed. */
	private boolean flushed;

	private boolean committing;

	private boolean looked;

	private int roundsBefore;

	private @Nullable Throwable listenerFailure;

	PendingSaves(WriteSession session, Owner owner, boolean managedBySpring) {
		this.session = session;
		this.owner = owner;
		this.managedBySpring = managedBySpring;
	}

	@Override
	PendingSaves held() {
		return this;
	}

	WriteSession session() {
		return this.session;
	}

	/**
	 * The rows whose callbacks are running.
	 */
	RowStack rows() {
		return this.rows;
	}

	/**
	 * A removal that was scheduled before the row was written is made by the same flush,
	 * but outside of one, as when an identity insert brings the inserts before it
	 * forward, it may still be withdrawn.
	 */
	void add(WrittenRow row, Audience audience) {
		boolean flushing = this.session.isFlushing();
		if (!flushing) {
			forgetFailedFlush();
		}
		else if (this.savesBeforeFlush == NO_FLUSH) {
			this.savesBeforeFlush = this.saves.size();
		}
		if (flushing && row.isBeingRemoved()) {
			return;
		}
		if (audience.of(row.isCreated()).inTransaction()) {
			this.saves = add(row, this.saves);
		}
		if (audience.of(row.isCreated()).isAfterCommit() || (audience.isAfterCommit() && mayBePartOfATold(row))) {
			addForCommit(row, flushing);
		}
		if (row.isBeingRemoved()) {
			entityRemoved(row.entity());
		}
	}

	/**
	 * Of a kind that nobody hears, a row is kept if others of it may be told: what a
	 * transaction has created stays so whatever comes after.
	 */
	private boolean mayBePartOfATold(WrittenRow row) {
		return row.isCreated() || !this.flushedRows.isEmpty()
				|| (this.mergedSaves != null && this.mergedSaves.contains(row));
	}

	private void addForCommit(WrittenRow row, boolean flushing) {
		if (flushing) {
			this.flushedRows = add(row, this.flushedRows);
		}
		else {
			merge(row);
		}
	}

	private static List<WrittenRow> add(WrittenRow row, List<WrittenRow> rows) {
		List<WrittenRow> added = (rows != NO_ROWS) ? rows : new ArrayList<>(1);
		added.add(row);
		return added;
	}

	private void merge(WrittenRow row) {
		if (this.mergedSaves == null) {
			this.mergedSaves = new MergedSaves();
		}
		this.mergedSaves.add(row);
	}

	/**
	 * The entity is to be removed: if anything waits to be told, that may be its row.
	 */
	void entityRemoved(Object entity) {
		if (isAnythingWaiting() || this.owner.isAnythingWaitingBeside(this)) {
			if (this.removals == null) {
				this.removals = new Removals(this.session);
			}
			this.removals.schedule(entity);
		}
	}

	/**
	 * Whether the next flush will remove a row, as far as can be seen before it.
	 */
	boolean isToBeRemoved(WrittenRow row) {
		return this.removals != null && this.removals.include(row);
	}

	boolean isAnythingWaiting() {
		return this.round != null || this.roundAsIfCommitted != null || !this.saves.isEmpty()
				|| !this.flushedRows.isEmpty() || !merged().isEmpty();
	}

	/**
	 * From now on has what is told after the commit in common with another session that
	 * writes in the same transaction.
	 */
	void shareWith(PendingSaves other) {
		if (other.mergedSaves == null) {
			other.mergedSaves = new MergedSaves();
		}
		this.mergedSaves = other.mergedSaves;
	}

	/**
	 * Whether another session writes in the same transaction.
	 */
	boolean isSharedWith(PendingSaves other) {
		return this.mergedSaves != null && this.mergedSaves == other.mergedSaves;
	}

	void flushBegins() {
		forgetFailedFlush();
		this.session.flushBegins();
		if (this.removals != null) {
			this.removals.flushBegins();
		}
	}

	/**
	 * What a flush would find right after one that listeners have caused is none of their
	 * doing; else it has been the flush that an earlier look was for.
	 */
	void flushEnded() {
		if (this.delivering) {
			look();
		}
		else {
			forgetLook();
		}
		this.flushed = true;
		this.savesBeforeFlush = NO_FLUSH;
		this.flushedRows.forEach(this::merge);
		this.flushedRows = NO_ROWS;
		Set<Object> removed = (this.removals != null) ? this.removals.flushEnded() : Set.of();
		if (!removed.isEmpty()) {
			RemovedRows rows = new RemovedRows(this.session, removed);
			drop(rows);
			this.owner.dropBeside(this, rows);
			if (this.owner.isAnythingCommittedWaiting()) {
				this.removedRows = this.removedRows.isEmpty() ? new HashSet<>() : this.removedRows;
				this.removedRows.addAll(removed);
			}
		}
	}

	/**
	 * Drops what is not to be told, as its row is gone.
	 */
	void drop(RemovedRows removed) {
		if (!this.saves.isEmpty()) {
			this.saves.removeIf(removed);
		}
		if (this.round != null) {
			this.round.removeIf(removed);
		}
		if (this.roundAsIfCommitted != null) {
			this.roundAsIfCommitted.removeIf(removed);
		}
		if (this.mergedSaves != null) {
			this.mergedSaves.removeIf(removed);
		}
	}

	/**
	 * Whether the transaction has removed rows that may be waiting to be told.
	 */
	boolean hasRemovedRows() {
		return !this.removedRows.isEmpty();
	}

	/**
	 * Hands out the rows that the transaction has removed, if they may be waiting to be
	 * told.
	 */
	RemovedRows removedRows() {
		return new RemovedRows(this.session, this.removedRows);
	}

	/**
	 * Whether the commit is going to matter.
	 */
	boolean isAwaitingCommit() {
		return !merged().isEmpty() || !this.removedRows.isEmpty();
	}

	/**
	 * A flush that did not end has failed: what it recorded was not written.
	 */
	void forgetFailedFlush() {
		if (this.savesBeforeFlush != NO_FLUSH) {
			if (this.saves.size() > this.savesBeforeFlush) {
				this.saves.subList(this.savesBeforeFlush, this.saves.size()).clear();
			}
			forgetFlush();
		}
	}

	private void forgetFlush() {
		this.flushedRows = NO_ROWS;
		this.rows.clear();
		this.savesBeforeFlush = NO_FLUSH;
	}

	/**
	 * What is to be told after the commit.
	 */
	Collection<WrittenRow> merged() {
		return (this.mergedSaves != null) ? this.mergedSaves.rows() : NO_ROWS;
	}

	/**
	 * Hands out what is to be told after the commit, to be told now.
	 */
	Collection<WrittenRow> takeMerged() {
		return (this.mergedSaves != null) ? this.mergedSaves.take() : NO_ROWS;
	}

	/**
	 * Hands out what is to be told after the commit, to be told now, within the
	 * transaction.
	 */
	Round beginRoundAsIfCommitted() {
		Round begun = new Round(new ArrayList<>(takeMerged()), this::isToBeRemoved);
		this.roundAsIfCommitted = begun;
		return begun;
	}

	/**
	 * Takes back what such a round has put off.
	 */
	void endRoundAsIfCommitted(Round ended) {
		this.roundAsIfCommitted = null;
		List<WrittenRow> putOff = ended.putOffBefore(NO_ROWS);
		if (!putOff.isEmpty()) {
			Collection<WrittenRow> later = takeMerged();
			putOff.forEach(this::merge);
			later.forEach(this::merge);
		}
	}

	/**
	 * Whether nothing is to be told in the transaction.
	 */
	boolean isEmpty() {
		return this.saves.isEmpty();
	}

	/**
	 * Hands out what is to be told in the transaction, to be told now.
	 */
	Round beginRound() {
		Round begun = new Round(this.saves, this::isToBeRemoved);
		this.saves = NO_ROWS;
		this.round = begun;
		return begun;
	}

	/**
	 * Takes back what the round has put off.
	 */
	void endRound(Round ended) {
		forgetFailedFlush();
		this.round = null;
		this.saves = ended.putOffBefore(this.saves);
	}

	/**
	 * Return what is told in the transaction at this moment, or {@code null}.
	 */
	@Nullable WrittenRow beingTold() {
		return (this.round != null) ? this.round.beingTold() : null;
	}

	/**
	 * How many rows wait to be told in the transaction after the one that is being told.
	 */
	int waiting() {
		return ((this.round != null) ? this.round.waiting() : 0) + this.saves.size();
	}

	/**
	 * Drops what is to be told in the transaction, which is going to be rolled back.
	 */
	void discard() {
		this.round = null;
		this.saves = NO_ROWS;
		forgetFlush();
	}

	@Override
	public void commitFollows() {
		this.owner.commitFollows(this);
	}

	@Override
	public void ended(boolean committed) {
		this.owner.ended(this, committed);
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
	 * The connection that the session writes by, even if it has been closed meanwhile
	 * where it was given one.
	 */
	@Nullable Connection connection() {
		return (this.connection != null) ? this.connection : this.session.connection();
	}

	/**
	 * Remembers the connection that the session has been given.
	 */
	void setConnection(@Nullable Connection connection) {
		this.connection = connection;
	}

	/**
	 * Whether the transaction is one of Spring's, whose manager tells of its end.
	 */
	boolean isManagedBySpring() {
		return this.managedBySpring;
	}

	boolean isDelivering() {
		return this.delivering;
	}

	/**
	 * Whether the session is to be flushed for what listeners have changed: when it has
	 * been flushed for what they are told of, or will be at the commit.
	 */
	boolean isFlushedForListeners() {
		return this.flushed || this.session.isFlushedAtCommit();
	}

	void deliveryBegins() {
		this.delivering = true;
		look();
	}

	void nothingToDeliver() {
		this.flushed = false;
	}

	/**
	 * If the session has been flushed for the commit, the commit's own flush may follow,
	 * or those of others before it: it is none of theirs what a flush finds now.
	 */
	void deliveryEnded() {
		this.delivering = false;
		this.flushed = false;
		if (!this.committing) {
			forgetLook();
		}
	}

	/**
	 * Called when the session is about to be flushed for the commit.
	 */
	void commitBegins() {
		this.committing = true;
	}

	/**
	 * Called when the session has been flushed for the commit.
	 */
	void flushedForCommit() {
		if (!this.looked) {
			look();
		}
	}

	private void look() {
		this.session.look();
		this.looked = true;
	}

	private void forgetLook() {
		this.session.forgetLook();
		this.looked = false;
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

	/**
	 * Has pending saves told, and knows what others have pending.
	 */
	interface Owner {

		/**
		 * Called before the commit of the session's transaction, after its own flush.
		 */
		void commitFollows(PendingSaves saves);

		/**
		 * Called when the transaction has ended.
		 */
		void ended(PendingSaves saves, boolean committed);

		/**
		 * Whether anything waits that a session may remove, though it has not written it.
		 */
		boolean isAnythingWaitingBeside(PendingSaves saves);

		/**
		 * Drops rows that a session has removed of what the others of its transaction
		 * have written.
		 */
		void dropBeside(PendingSaves saves, RemovedRows removed);

		/**
		 * Whether rows that were committed on this thread may still wait to be told,
		 * while another transaction may remove them.
		 */
		boolean isAnythingCommittedWaiting();

	}

}
