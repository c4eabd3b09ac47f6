package io.postsave.delivery;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import io.postsave.listener.Audience;
import org.jspecify.annotations.Nullable;

/**
 * The saves of one session that have not been told yet, in the order of writing. Belongs
 * to the session, not to a transaction that happens to be bound to the thread.
 */
final class PendingSaves extends Link<PendingSaves> implements WriteSession.TransactionEnd {

	private final WriteSession session;

	private final Owner owner;

	private final Ending ending;

	private final FlushedRows flushed = new FlushedRows();

	private final WaitingRows waiting = new WaitingRows();

	private final MergedRows merged;

	private final Removals removals;

	private boolean recorded;

	private int told;

	/** What is being told in the transaction as if it had committed. */
	private @Nullable Round roundAsIfCommitted;

	/**
	 * Creates what a session has pending.
	 * @param session the session
	 * @param owner has it told
	 * @param ending how it ends
	 * @param merged what is told after the commit, in common with the other sessions that
	 * write in the same transaction
	 */
	PendingSaves(WriteSession session, Owner owner, Ending ending, MergedRows merged) {
		this.session = session;
		this.owner = owner;
		this.ending = ending;
		this.merged = merged;
		this.removals = new Removals(session);
	}

	@Override
	PendingSaves held() {
		return this;
	}

	WriteSession session() {
		return this.session;
	}

	/**
	 * What waits to be told in the transaction.
	 */
	WaitingRows waiting() {
		return this.waiting;
	}

	/**
	 * What is to be told after the commit.
	 */
	MergedRows merged() {
		return this.merged;
	}

	/**
	 * Whether the end of a transaction will put an end to these pending saves.
	 */
	boolean isTransactional() {
		return this.ending.transactional();
	}

	/**
	 * Whether the transaction is one of Spring's, whose manager tells of its end.
	 */
	boolean isManagedBySpring() {
		return this.ending.managedBySpring();
	}

	/**
	 * The connection that the session writes by, even if it has been closed meanwhile
	 * where it was given one.
	 */
	@Nullable Connection connection() {
		return (this.ending.connection() != null) ? this.ending.connection() : this.session.connection();
	}

	/**
	 * Whether another session writes in the same transaction.
	 */
	boolean isSharedWith(PendingSaves other) {
		return this.merged == other.merged;
	}

	/**
	 * Adds a row that was inserted or updated. A removal that was scheduled before the
	 * row was written is made by the same flush, but outside of one, as when an identity
	 * insert brings the inserts before it forward, it may still be withdrawn.
	 * @param removal the removal of its entity, if that is being removed
	 */
	void add(WrittenRow row, @Nullable Removal removal, Audience audience) {
		this.recorded = true;
		boolean flushing = this.session.isFlushing();
		if (!flushing) {
			forgetFailedFlush();
		}
		if (flushing && row.isBeingRemoved()) {
			if (row.isCreated()) {
				this.flushed.addPassing(row);
			}
			return;
		}
		keep(row, audience, flushing);
		if (removal != null) {
			this.removals.schedule(removal, audience.deleted().isPresent() ? audience : null);
		}
	}

	private void keep(WrittenRow row, Audience audience, boolean flushing) {
		if (row.kind().isKeptInTransaction(audience)) {
			addInTransaction(row, flushing);
		}
		if (row.kind().of(audience).isAfterCommit() || (audience.isAfterCommit() && mayBePartOfATold(row, audience))) {
			addAfterCommit(row, flushing);
		}
	}

	/**
	 * Adds what a flush has written of the collections of an entity: it is part of what
	 * the flush has written of the entity's row, or of the creation of the row, if that
	 * was not told yet. Else it is an update of its own.
	 */
	void addCollections(WrittenRow collections, Audience audience) {
		this.recorded = true;
		WrittenRow created = this.waiting.findCreated(collections.entity());
		if (created != null) {
			this.flushed.addPart(created, collections);
		}
		else if (!this.flushed.include(collections)) {
			keep(collections, audience, true);
		}
	}

	/**
	 * Whether collections belong to an entity whose row was created and has not been
	 * told: nothing but the flush that writes them completes it.
	 */
	boolean isPartOfCreation(WrittenRow collections) {
		return this.flushed.isCreated(collections.entity()) || this.waiting.findCreated(collections.entity()) != null;
	}

	/**
	 * A row is there whose creation is not told: neither is an earlier deletion of it.
	 */
	void rowReturned(WrittenRow row) {
		this.merged.forgetDeletion(row);
	}

	private void addInTransaction(WrittenRow row, boolean flushing) {
		if (flushing) {
			this.flushed.addInTransaction(row);
		}
		else {
			this.waiting.add(row);
		}
	}

	private void addAfterCommit(WrittenRow row, boolean flushing) {
		if (flushing) {
			this.flushed.addAfterCommit(row);
		}
		else {
			this.merged.add(row);
		}
	}

	/**
	 * Of a kind that nobody hears, a row is kept if others of it may be told: what a
	 * transaction has created stays so whatever comes after, and what it deletes has the
	 * values of before its first update.
	 */
	private boolean mayBePartOfATold(WrittenRow row, Audience audience) {
		return row.isCreated() || audience.deleted().isAfterCommit() || this.flushed.isAnyAfterCommit()
				|| this.merged.contains(row);
	}

	/**
	 * An entity is being removed.
	 * @return whether that may matter to what waits to be told
	 */
	boolean entityRemoved() {
		this.recorded = true;
		return isAnythingWaiting() || this.owner.isAnythingWaitingBeside(this);
	}

	/**
	 * Return the removals that the next flush decides on.
	 */
	Removals removals() {
		return this.removals;
	}

	/**
	 * Whether anything waits to be told in the transaction, or will when the next flush
	 * has written it.
	 */
	boolean isAnythingToTellInTransaction() {
		return !this.waiting.isEmpty() || this.removals.isAnyToldInTransaction();
	}

	/**
	 * Whether the next flush will remove a row, as far as can be seen before it.
	 */
	boolean isToBeRemoved(WrittenRow row) {
		return this.removals.include(row);
	}

	/**
	 * Whether the session has written a row that matters, or removed an entity.
	 */
	boolean hasRecorded() {
		return this.recorded;
	}

	/**
	 * A row is told in the transaction.
	 */
	void rowTold() {
		this.told++;
	}

	/**
	 * Return how many rows have been told in the transaction since this was asked for.
	 */
	int takeTold() {
		int taken = this.told;
		this.told = 0;
		return taken;
	}

	boolean isAnythingWaiting() {
		return this.waiting.isInDelivery() || this.roundAsIfCommitted != null || !this.waiting.isEmpty()
				|| !this.flushed.isEmpty() || !this.merged.isEmpty();
	}

	void flushBegins() {
		forgetFailedFlush();
		this.session.flushBegins();
		this.removals.flushBegins();
	}

	/**
	 * A flush that did not end has failed: what it recorded was not written.
	 */
	void forgetFailedFlush() {
		boolean failed = !this.flushed.isEmpty();
		this.flushed.clear();
		if (failed) {
			this.owner.flushFailed(this);
		}
	}

	/**
	 * What the flush has written is written. What a flush would find right after one that
	 * listeners have caused is none of their doing; else it has been the flush that an
	 * earlier look was for.
	 * @param calledWithin whether listeners to the saves of other sessions have been
	 * called since it was written, of which a look has been made
	 */
	void flushEnded(boolean calledWithin) {
		if (calledWithin) {
			this.waiting.listenersCalledElsewhere();
		}
		else if (this.waiting.isInDelivery()) {
			this.session.look();
		}
		else {
			this.session.forgetLook();
		}
		this.flushed.takeParts(this::include);
		this.waiting.addFlushed(this.flushed.takeInTransaction());
		this.flushed.takeAfterCommit().forEach(this.merged::add);
		List<Removals.Scheduled> executed = this.removals.flushEnded();
		if (!executed.isEmpty()) {
			addDeleted(new ExecutedRemovals(this.session, executed, this.flushed::isPassing));
		}
		this.flushed.clear();
	}

	private void addDeleted(ExecutedRemovals executed) {
		drop(executed.rows(), executed.untold());
		this.owner.dropBeside(this, executed.rows(), executed.untold());
		executed.addTo(this.waiting);
		executed.addTo(this.merged);
		if (this.owner.isAnythingCommittedWaiting()) {
			this.removals.note(executed.rows());
		}
	}

	/**
	 * A row that waits in both deliveries is one, with its collections.
	 */
	private void include(FlushedRows.Part part) {
		part.created().include(part.collections());
		WrittenRow merged = this.merged.find(part.created());
		if (merged != null && merged != part.created()) {
			this.merged.add(part.collections());
		}
	}

	/**
	 * Drops what is not to be told, as its row is gone, in the transaction or as if it
	 * had been committed.
	 * @param untold takes the keys of rows of which it was not told that they were
	 * created
	 */
	void drop(RemovedRows removed, Set<Object> untold) {
		this.waiting.drop(removed, untold);
		if (this.roundAsIfCommitted != null) {
			this.roundAsIfCommitted.takeIf(removed);
			this.owner.removedAsIfCommitted(removed);
		}
	}

	/**
	 * Return the rows that the transaction has removed, if they may be waiting to be told
	 * after the commit of another one.
	 */
	@Nullable RemovedRows removedRows() {
		return this.removals.noted();
	}

	/**
	 * Whether the commit is going to matter.
	 */
	boolean isAwaitingCommit() {
		return !this.merged.isEmpty() || this.removals.noted() != null;
	}

	/**
	 * Hands out what waits to be told in the transaction, to be told now.
	 */
	Round beginRound() {
		return this.waiting.beginRound(this::isToBeRemoved);
	}

	/**
	 * Takes back what the round has put off.
	 */
	void endRound(Round ended) {
		forgetFailedFlush();
		this.waiting.endRound(ended);
	}

	/**
	 * Drops what is to be told in the transaction, which is going to be rolled back.
	 */
	void discardWaiting() {
		this.waiting.discard();
		forgetFailedFlush();
	}

	/**
	 * Hands out what is to be told after the commit, to be told now, within the
	 * transaction.
	 */
	Round beginRoundAsIfCommitted() {
		Round begun = new Round(new ArrayList<>(this.merged.take()), this::isToBeRemoved);
		this.roundAsIfCommitted = begun;
		return begun;
	}

	/**
	 * Takes back what such a round has put off.
	 */
	void endRoundAsIfCommitted(Round ended) {
		this.roundAsIfCommitted = null;
		List<WrittenRow> putOff = ended.takePutOffBefore(List.of());
		if (!putOff.isEmpty()) {
			Collection<WrittenRow> later = this.merged.take();
			putOff.forEach(this.merged::add);
			later.forEach(this.merged::add);
		}
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
	 * How what a session has pending ends.
	 *
	 * @param transactional whether with a transaction; without one, what was written is
	 * committed at once
	 * @param managedBySpring whether one of Spring's holds the session, whose manager
	 * tells of its end
	 * @param connection the connection of one of Spring's that the session was given and
	 * has no transaction of its own on, or {@code null}
	 */
	record Ending(boolean transactional, boolean managedBySpring, @Nullable Connection connection) {

		private static final Ending AT_ONCE = new Ending(false, false, null);

		private static final Ending AT_ONCE_AMONG_SPRINGS = new Ending(false, true, null);

		private static final Ending WITH_ITS_OWN = new Ending(true, false, null);

		/** With a transaction of Spring's. */
		static final Ending WITH_SPRINGS = new Ending(true, true, null);

		static Ending of(boolean transactional, boolean managedBySpring) {
			if (transactional) {
				return managedBySpring ? WITH_SPRINGS : WITH_ITS_OWN;
			}
			return managedBySpring ? AT_ONCE_AMONG_SPRINGS : AT_ONCE;
		}

		static Ending withConnection(@Nullable Connection connection, boolean managedBySpring) {
			return new Ending(true, managedBySpring, connection);
		}

	}

	/**
	 * Has pending saves told, and knows what others have pending.
	 */
	interface Owner {

		/**
		 * Called when a flush has failed, whose rows are not told.
		 */
		void flushFailed(PendingSaves saves);

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
		 * @param untold takes the keys of rows of which it was not told that they were
		 * created
		 */
		void dropBeside(PendingSaves saves, RemovedRows removed, Set<Object> untold);

		/**
		 * Drops rows that a session has removed of what is told as if it had been
		 * committed.
		 */
		void removedAsIfCommitted(RemovedRows removed);

		/**
		 * Whether rows that were committed on this thread may still wait to be told,
		 * while another transaction may remove them.
		 */
		boolean isAnythingCommittedWaiting();

	}

}
