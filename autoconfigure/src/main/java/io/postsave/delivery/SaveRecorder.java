package io.postsave.delivery;

import java.util.Collection;
import java.util.function.Predicate;

import io.postsave.delivery.RowsInCallbacks.RowInCallbacks;
import io.postsave.listener.Audience;
import io.postsave.listener.ListenerCalls;
import io.postsave.listener.NamedAttributes;
import io.postsave.listener.PostSaveListeners;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Records the saves that somebody listens to and has them told when the time comes. Told
 * by the persistence provider of rows, removals and flushes, and by the entity listener
 * that a row is one that JPA's callbacks are called for.
 */
public final class SaveRecorder {

	private final PostSaveListeners listeners;

	private final NamedAttributes attributes;

	private final Predicate<Class<?>> excluded;

	private final Mutes mutes;

	private final SaveDelivery delivery;

	private final SessionRegistration sessions;

	private final RowsInCallbacks rowsInCallbacks;

	private final ClearedSessions clearedSessions;

	private final FlushDecisions flushDecisions = new FlushDecisions(this::isToldInTransaction);

	/**
	 * Creates a recorder.
	 * @param listeners who listens to what
	 * @param attributes checks the attributes that listener methods name
	 * @param excluded the entity classes that are never told
	 * @param mutes what is muted on the current thread
	 * @param delivery tells saves in the transaction
	 * @param afterCommitDelivery tells saves after the commit
	 * @param transactions Spring's transactions and their sessions
	 */
	public SaveRecorder(PostSaveListeners listeners, NamedAttributes attributes, Predicate<Class<?>> excluded,
			Mutes mutes, InTransactionDelivery delivery, AfterCommitDelivery afterCommitDelivery,
			SpringTransactions transactions) {
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(attributes, "'attributes' must not be null");
		Assert.notNull(excluded, "'excluded' must not be null");
		Assert.notNull(delivery, "'delivery' must not be null");
		Assert.notNull(mutes, "'mutes' must not be null");
		Assert.notNull(afterCommitDelivery, "'afterCommitDelivery' must not be null");
		Assert.notNull(transactions, "'transactions' must not be null");
		this.listeners = listeners;
		this.attributes = attributes;
		this.excluded = excluded;
		this.mutes = mutes;
		this.delivery = new SaveDelivery(transactions, delivery, afterCommitDelivery);
		this.sessions = this.delivery.sessions();
		this.rowsInCallbacks = this.delivery.rowsInCallbacks();
		this.clearedSessions = new ClearedSessions(listeners);
	}

	/**
	 * Called when a persistence unit is going to be built.
	 */
	public void unitExpected() {
		this.listeners.unitExpected();
	}

	/**
	 * Called when a persistence unit that was expected has been built.
	 * @param unit the unit
	 * @throws IllegalStateException if the application has started and one of its
	 * listener methods names attributes that no entity has
	 */
	public void unitBuilt(MappedEntity.Unit unit) {
		this.listeners.unitBuilt(unit);
		this.attributes.unitBuilt(unit);
	}

	/**
	 * Called before a row is written that no flush writes: listeners may have come or
	 * gone.
	 */
	public void writesOutsideOfFlush() {
		lookAtListeners();
	}

	/**
	 * Called when a row was written, before its callbacks.
	 * @param <E> what the persistence provider tells
	 * @param nativeSession the session that wrote it
	 * @param entityType the class of the saved entity
	 * @param created whether it was inserted, rather than updated
	 * @param event what the provider tells of the row
	 * @param source makes the row of it, if it matters
	 */
	public <E> void rowWritten(Object nativeSession, Class<?> entityType, boolean created, E event,
			RowSource<E> source) {
		Audience audience = this.listeners.audienceOf(entityType);
		WriteKind kind = created ? WriteKind.CREATED : WriteKind.UPDATED;
		if (!kind.isKept(audience)) {
			return;
		}
		if (this.excluded.test(entityType)) {
			countUntold(entityType, kind, audience, DeliveryMeter.Result.EXCLUDED);
			return;
		}
		boolean muted = this.mutes.isMuted(entityType);
		if (muted) {
			countUntold(entityType, kind, audience, DeliveryMeter.Result.MUTED);
		}
		if (!muted || (created && audience.deleted().isAfterCommit())) {
			WrittenRow row = source.rowOf(event);
			if (row != null && !muted) {
				rowWritten(nativeSession, row, row.isBeingRemoved() ? source.removalOf(event) : null, audience);
			}
			else if (row != null) {
				mutedRowCreated(nativeSession, row);
			}
		}
	}

	private void rowWritten(Object nativeSession, WrittenRow row, @Nullable Removal removal, Audience audience) {
		PendingSaves saves = this.sessions.findForRow(nativeSession, mayBeTold(row, audience));
		if (saves != null && (row.isCreated() || !saves.session().isWrittenForNothingElse(row))) {
			this.rowsInCallbacks.begin(saves, row, removal, audience);
		}
	}

	/**
	 * An update that nobody hears only matters to what its transaction has written
	 * before, and to the deletion of the row, if that is told after the commit.
	 */
	private static boolean mayBeTold(WrittenRow row, Audience audience) {
		return row.isCreated() || audience.updated().isPresent() || audience.deleted().isAfterCommit();
	}

	private void mutedRowCreated(Object nativeSession, WrittenRow row) {
		PendingSaves saves = this.sessions.find(nativeSession);
		if (saves != null) {
			saves.rowReturned(row);
		}
	}

	/**
	 * Called when a flush has written a collection of an entity, after the entity's own
	 * row.
	 * @param <E> what the persistence provider tells
	 * @param nativeSession the session that wrote it
	 * @param entityType the class of the entity
	 * @param event what the provider tells of the collection
	 * @param source makes an updated row of it, if it matters
	 */
	public <E> void collectionWritten(Object nativeSession, Class<?> entityType, E event, RowSource<E> source) {
		Audience audience = this.listeners.audienceOf(entityType);
		if (!isAnySaveKept(audience) || this.excluded.test(entityType) || this.mutes.isMuted(entityType)) {
			return;
		}
		WrittenRow row = source.rowOf(event);
		if (row != null) {
			PendingSaves saves = this.sessions.findForRow(nativeSession, mayBeTold(row, audience));
			if (saves != null && (!saves.session().isWrittenForNothingElse(row) || saves.isPartOfCreation(row))) {
				saves.addCollections(row, audience);
			}
		}
	}

	private static boolean isAnySaveKept(Audience audience) {
		return audience.created().isPresent() || audience.updated().isPresent() || audience.deleted().isAfterCommit();
	}

	/**
	 * Called by the entity listener, or in its place, for an entity whose row has been
	 * inserted or updated. Does nothing if nobody is told of the row, or if it has been
	 * called for it already.
	 * @param entity the entity
	 * @param created whether its row was inserted
	 */
	public void entitySaved(Object entity, boolean created) {
		RowInCallbacks row = this.rowsInCallbacks.find(entity, created);
		if (row != null) {
			row.add();
		}
	}

	/**
	 * Called when the callbacks of a row are done.
	 * @param nativeSession the session that wrote it
	 * @param entity the entity it was written for
	 * @param created whether it was inserted
	 */
	public void rowDone(Object nativeSession, Object entity, boolean created) {
		RowInCallbacks row = this.rowsInCallbacks.end(entity, created);
		PendingSaves saves = (row != null) ? row.saves() : this.sessions.find(nativeSession);
		if (saves != null) {
			if (created && !saves.session().isFlushing()) {
				saves.session().inserted(entity);
			}
			this.delivery.rowDone(saves);
		}
	}

	/**
	 * Called when an entity was loaded.
	 * @param nativeSession the session that loaded it
	 * @param entity the entity
	 */
	public void entityLoaded(Object nativeSession, Object entity) {
		PendingSaves saves = this.sessions.find(nativeSession);
		if (saves != null) {
			saves.session().loaded(entity);
		}
	}

	/**
	 * Called when an entity is removed. Its row is deleted by a flush.
	 * @param nativeSession the session that removes it
	 * @param entityType the class of the entity
	 * @param entity the entity or a reference to it
	 * @param source makes a removal of it, if it matters
	 */
	public void entityRemoved(Object nativeSession, Class<?> entityType, Object entity, RemovalSource source) {
		Audience audience = audienceOfDeletion(entityType);
		PendingSaves saves = (audience != null) ? this.sessions.findOrOpenInTransaction(nativeSession)
				: this.sessions.findForRemoval(nativeSession);
		if (saves != null && (saves.entityRemoved() || audience != null)) {
			Removal removal = source.removalOf(nativeSession, entity, audience != null);
			if (removal != null) {
				saves.removals().schedule(removal, audience);
			}
		}
	}

	/**
	 * Return who is told of the deletion of an entity that is removed now, {@code null}
	 * if nobody is.
	 */
	private @Nullable Audience audienceOfDeletion(Class<?> entityType) {
		Audience audience = this.listeners.audienceOf(entityType);
		if (!audience.deleted().isPresent()) {
			return null;
		}
		if (this.excluded.test(entityType)) {
			countUntold(entityType, WriteKind.DELETED, audience, DeliveryMeter.Result.EXCLUDED);
			return null;
		}
		if (this.mutes.isMuted(entityType)) {
			countUntold(entityType, WriteKind.DELETED, audience, DeliveryMeter.Result.MUTED);
			return null;
		}
		return audience;
	}

	/**
	 * Counts a write that is not told though somebody listens to its kind.
	 */
	private void countUntold(Class<?> entityType, WriteKind kind, Audience audience, DeliveryMeter.Result result) {
		DeliveryMeter meter = this.delivery.meter();
		if (meter != null && kind.of(audience).isPresent()) {
			meter.count(entityType, kind, result);
		}
	}

	/**
	 * Has what is told counted from now on.
	 * @param meter counts it
	 * @param calls the calls of listener methods
	 */
	public void measure(DeliveryMeter meter, ListenerCalls calls) {
		Assert.notNull(meter, "'meter' must not be null");
		Assert.notNull(calls, "'calls' must not be null");
		this.delivery.measure(meter, calls);
	}

	/**
	 * Called when a session was cleared.
	 * @param nativeSession the session
	 */
	public void sessionCleared(Object nativeSession) {
		PendingSaves saves = this.sessions.find(nativeSession);
		if (saves != null) {
			saves.removals().sessionCleared();
			this.clearedSessions.cleared(saves);
		}
	}

	/**
	 * Called when a flush begins.
	 * @param nativeSession the session that is flushed
	 */
	public void flushBegins(Object nativeSession) {
		lookAtListeners();
		PendingSaves saves = this.sessions.find(nativeSession);
		if (saves != null) {
			saves.flushBegins();
		}
	}

	/**
	 * Whether a flush that begins will delete rows that nobody has told of, as their
	 * entities were removed without a transaction or in an earlier one, perhaps on
	 * another thread: {@link #entityRemoved} is called for them then.
	 * @param nativeSession the session that is flushed
	 * @param deletions how many rows the flush will delete
	 * @return {@code false} if nobody is told of deletions, or all are known
	 */
	public boolean isMissingRemovals(Object nativeSession, int deletions) {
		if (!this.listeners.isAnyoneToldOfDeletions()) {
			return false;
		}
		PendingSaves saves = this.sessions.find(nativeSession);
		return deletions > ((saves != null) ? saves.removals().size() : 0);
	}

	/**
	 * Called when a flush has written everything: tells what is pending, flushes what
	 * listeners have changed, and repeats until nothing is pending.
	 * @param nativeSession the session that was flushed
	 * @param calledWithin whether listeners to the saves of sessions that flush with this
	 * one have been called before the end
	 */
	public void flushEnds(Object nativeSession, boolean calledWithin) {
		PendingSaves saves = this.sessions.find(nativeSession);
		if (saves != null) {
			this.delivery.flushEnded(saves, calledWithin);
		}
	}

	/**
	 * Called when a query has looked for changes and found that none of them matter.
	 * @param nativeSession the session that was looked at
	 */
	public void flushLeftOut(Object nativeSession) {
		PendingSaves saves = this.sessions.find(nativeSession);
		if (saves != null) {
			saves.session().flushEnds();
		}
	}

	/**
	 * Flushes the current transactions of Spring's and tells what would be told after
	 * their commit, within them, until nothing is left. For tests.
	 */
	public void tellAsIfCommitted() {
		this.delivery.tellAsIfCommitted();
	}

	SaveDelivery delivery() {
		return this.delivery;
	}

	FlushDecisions flushDecisions() {
		return this.flushDecisions;
	}

	/**
	 * Whether a session may have something to tell before its transaction commits.
	 */
	boolean mayTellBeforeCommit() {
		return this.delivery.isAnythingWaiting() || this.listeners.isAnyoneListeningInTransaction();
	}

	/**
	 * Whether anybody listens to any save, whenever it is told, or anything is pending.
	 */
	boolean isAnyoneListening() {
		return this.delivery.isAnythingPending() || this.listeners.isAnyoneListening();
	}

	private boolean isToldInTransaction(Class<?> entityType) {
		return this.listeners.audienceOf(entityType).isInTransaction() && !this.excluded.test(entityType);
	}

	/**
	 * Looks closely who listens, when a transaction begins.
	 */
	void refreshListeners() {
		this.listeners.refresh();
	}

	/**
	 * In Spring's transactions the listeners have been looked at closely when it began.
	 */
	private void lookAtListeners() {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			this.listeners.glance();
		}
		else {
			this.listeners.refresh();
		}
	}

}
