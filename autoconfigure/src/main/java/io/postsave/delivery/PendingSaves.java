package io.postsave.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.postsave.listener.Audience;
import org.jspecify.annotations.Nullable;

/**
 * The saves of one session that have not been told yet, in the order of writing, and the
 * rows whose callbacks are running. Belongs to the session, not to a transaction that
 * happens to be bound to the thread.
 */
final class PendingSaves implements WriteSession.Completion {

	private static final int NO_FLUSH = -1;

	private static final List<WrittenRow> NO_ROWS = List.of();

	private final WriteSession session;

	private final SessionSaves owner;

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

	/** How many saves there were when the flush that is going on began. */
	private int savesBeforeFlush = NO_FLUSH;

	private boolean transactional;

	private boolean delivering;

	/** Whether the delivery follows a flush, or one of its listeners has flushed. */
	private boolean flushed;

	private boolean committing;

	private boolean looked;

	private int roundsBefore;

	private @Nullable Throwable listenerFailure;

	@Nullable PendingSaves next;

	PendingSaves(WriteSession session, SessionSaves owner, boolean managedBySpring) {
		this.session = session;
		this.owner = owner;
		this.managedBySpring = managedBySpring;
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

	void add(WrittenRow row, Audience.Kind audience) {
		boolean flushing = this.session.isFlushing();
		if (!flushing) {
			forgetFailedFlush();
		}
		else if (this.savesBeforeFlush == NO_FLUSH) {
			this.savesBeforeFlush = this.saves.size();
		}
		if (audience.inTransaction()) {
			this.saves = add(row, this.saves);
		}
		if (audience.isAfterCommit()) {
			addForCommit(row, flushing);
		}
	}

	/**
	 * A removal that was scheduled before the row was written is made by the same flush,
	 * but outside of one, as when an identity insert brings the inserts before it
	 * forward, it may still be withdrawn.
	 */
	private void addForCommit(WrittenRow row, boolean flushing) {
		if (!flushing) {
			merge(row);
			if (row.isBeingRemoved()) {
				entityRemoved(row.entity());
			}
		}
		else if (!row.isBeingRemoved()) {
			this.flushedRows = add(row, this.flushedRows);
		}
	}

	private static List<WrittenRow> add(WrittenRow row, List<WrittenRow> rows) {
		List<WrittenRow> added = (rows != NO_ROWS) ? rows : new ArrayList<>(1);
		added.add(row);
		return added;
	}

	private void merge(WrittenRow row) {
		if (this.mergedSaves == null) {
			this.mergedSaves = new MergedSaves(this.session);
		}
		this.mergedSaves.add(row);
	}

	void entityRemoved(Object entity) {
		if (this.mergedSaves != null) {
			this.mergedSaves.removalScheduled(entity);
		}
	}

	void flushBegins() {
		forgetFailedFlush();
		this.session.flushBegins();
		if (this.mergedSaves != null) {
			this.mergedSaves.flushBegins();
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
		if (this.mergedSaves != null) {
			this.mergedSaves.flushEnded();
		}
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
		Collection<WrittenRow> taken = merged();
		this.mergedSaves = null;
		return taken;
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
	List<WrittenRow> takeAll() {
		List<WrittenRow> taken = this.saves;
		this.saves = NO_ROWS;
		return taken;
	}

	/**
	 * Drops what is to be told in the transaction, which is going to be rolled back.
	 */
	void discard() {
		this.saves = NO_ROWS;
		forgetFlush();
	}

	@Override
	public void beforeCompletion() {
		this.owner.beforeCompletion(this);
	}

	@Override
	public void afterCompletion(boolean committed) {
		this.owner.afterCompletion(this, committed);
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

}
