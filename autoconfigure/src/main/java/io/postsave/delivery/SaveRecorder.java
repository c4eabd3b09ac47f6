package io.postsave.delivery;

import java.util.function.Predicate;

import io.postsave.listener.PostSaveListeners;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Records the saves that somebody listens to and has them told when the time comes. Acts
 * when the persistence provider writes a row and begins or ends a flush; the JPA callback
 * in between decides that a row is told.
 */
public final class SaveRecorder {

	private final PostSaveListeners listeners;

	private final Predicate<Class<?>> excluded;

	private final Mutes mutes;

	private final SessionSaves sessionSaves;

	private final ClearedSessions clearedSessions;

	private final Predicate<Class<?>> toldInTransaction = this::isToldInTransaction;

	/**
	 * Creates a recorder.
	 * @param listeners who listens to what
	 * @param excluded the entity classes that are never told
	 * @param mutes what is muted on the current thread
	 * @param delivery tells saves in the transaction
	 * @param afterCommitDelivery tells saves after the commit
	 * @param transactions Spring's transactions and their sessions
	 */
	public SaveRecorder(PostSaveListeners listeners, Predicate<Class<?>> excluded, Mutes mutes,
			InTransactionDelivery delivery, AfterCommitDelivery afterCommitDelivery, SpringTransactions transactions) {
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(excluded, "'excluded' must not be null");
		Assert.notNull(delivery, "'delivery' must not be null");
		Assert.notNull(mutes, "'mutes' must not be null");
		Assert.notNull(afterCommitDelivery, "'afterCommitDelivery' must not be null");
		Assert.notNull(transactions, "'transactions' must not be null");
		this.listeners = listeners;
		this.excluded = excluded;
		this.mutes = mutes;
		this.sessionSaves = new SessionSaves(transactions, delivery, afterCommitDelivery);
		this.clearedSessions = new ClearedSessions(listeners);
	}

	/**
	 * Whether a save would be told to anybody, or be a part of what is told.
	 * @param entityType the class of the saved entity
	 * @param created whether it is created, rather than updated
	 * @param flushing whether a flush writes it, rather than the application directly
	 * @return {@code false} if the save need not be recorded
	 */
	public boolean isTold(Class<?> entityType, boolean created, boolean flushing) {
		if (!flushing) {
			lookAtListeners();
		}
		return this.listeners.audienceOf(entityType).isInterestedIn(created) && !this.excluded.test(entityType)
				&& !this.mutes.isMuted(entityType);
	}

	/**
	 * Called when a row was written, before its callbacks.
	 * @param nativeSession the session that wrote it
	 * @param row the row
	 */
	public void rowWritten(Object nativeSession, WrittenRow row) {
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		if (saves == null && (mayBeTold(row) || this.sessionSaves.isAnyInTransactionOf(nativeSession))) {
			saves = this.sessionSaves.findOrOpen(nativeSession);
		}
		if (saves != null && (row.isCreated() || !saves.session().isWrittenForNothingElse(row))) {
			saves.rows().push(row);
		}
	}

	/**
	 * An update that nobody hears only matters to what its transaction has written
	 * before.
	 */
	private boolean mayBeTold(WrittenRow row) {
		return row.isCreated() || this.listeners.audienceOf(row.type().javaType()).updated().isPresent();
	}

	/**
	 * Called when the callbacks of a row are done.
	 * @param nativeSession the session that wrote it
	 * @param entity the entity it was written for
	 * @param created whether it was inserted
	 */
	public void rowDone(Object nativeSession, Object entity, boolean created) {
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		if (saves != null) {
			saves.rows().remove(entity, created);
			if (created && !saves.session().isFlushing()) {
				saves.session().inserted(entity);
			}
			if (saves.session().isStateless()) {
				tell(saves);
			}
			else {
				this.sessionSaves.closeIfWithoutTransaction(saves);
			}
		}
	}

	/**
	 * Called by JPA for an entity whose row is being inserted or updated. Does nothing if
	 * the row was not found worth recording.
	 * @param entity the entity
	 * @param created whether its row was inserted
	 */
	public void entitySaved(Object entity, boolean created) {
		for (PendingSaves saves = this.sessionSaves.first(); saves != null; saves = this.sessionSaves.next(saves)) {
			WrittenRow row = saves.rows().remove(entity, created);
			if (row != null) {
				saves.add(row, this.listeners.audienceOf(row.type().javaType()));
				return;
			}
		}
	}

	/**
	 * Called when an entity was loaded.
	 * @param nativeSession the session that loaded it
	 * @param entity the entity
	 */
	public void entityLoaded(Object nativeSession, Object entity) {
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		if (saves != null) {
			saves.session().loaded(entity);
		}
	}

	/**
	 * Called when a flush begins.
	 * @param nativeSession the session that is flushed
	 */
	public void flushBegins(Object nativeSession) {
		lookAtListeners();
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		if (saves != null) {
			saves.flushBegins();
		}
	}

	/**
	 * Called when an entity is removed.
	 * @param nativeSession the session that removes it
	 * @param entity the entity or a reference to it
	 */
	public void entityRemoved(Object nativeSession, Object entity) {
		PendingSaves saves = this.sessionSaves.findForRemoval(nativeSession);
		if (saves != null) {
			saves.entityRemoved(entity);
		}
	}

	/**
	 * Called when a session was cleared.
	 * @param nativeSession the session
	 */
	public void sessionCleared(Object nativeSession) {
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		if (saves != null) {
			this.clearedSessions.cleared(saves);
		}
	}

	/**
	 * Called when a flush has written everything: tells what is pending, flushes what
	 * listeners have changed, and repeats until nothing is pending. Within a cascade,
	 * where a callback may have queried, nobody can be told before it is over, as nobody
	 * could flush: the next flush or the commit tells.
	 * @param nativeSession the session that was flushed
	 */
	public void flushEnds(Object nativeSession) {
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		if (saves != null) {
			saves.flushEnded();
			if (!saves.session().isCascading()) {
				tell(saves);
			}
		}
	}

	/**
	 * Called when a query has looked for changes and found that none of them matter.
	 * @param nativeSession the session that was looked at
	 */
	public void flushLeftOut(Object nativeSession) {
		PendingSaves saves = this.sessionSaves.find(nativeSession);
		if (saves != null) {
			saves.session().flushEnds();
		}
	}

	/**
	 * What was written without a transaction is over when it has been told, even if a
	 * listener fails.
	 */
	private void tell(PendingSaves saves) {
		try {
			this.sessionSaves.tell(saves);
		}
		finally {
			this.sessionSaves.closeIfWithoutTransaction(saves);
		}
	}

	/**
	 * Flushes the current transactions of Spring's and tells what would be told after
	 * their commit, within them, until nothing is left. For tests.
	 */
	public void tellAsIfCommitted() {
		this.sessionSaves.tellAsIfCommitted();
	}

	SessionSaves sessionSaves() {
		return this.sessionSaves;
	}

	/**
	 * Whether a session may have something to tell before its transaction commits.
	 */
	boolean mayTellBeforeCommit() {
		return this.sessionSaves.first() != null || this.listeners.isAnyoneListeningInTransaction();
	}

	/**
	 * Whether anybody listens to any save, whenever it is told, or anything is pending.
	 */
	boolean isAnyoneListening() {
		return this.sessionSaves.first() != null || this.listeners.isAnyoneListening();
	}

	/**
	 * Whether a flush of the session may write what is told before the commit.
	 */
	boolean mayTell(WriteSession session) {
		return session.mayWrite(this.toldInTransaction);
	}

	private boolean isToldInTransaction(Class<?> entityType) {
		return this.listeners.audienceOf(entityType).isInTransaction() && !this.excluded.test(entityType);
	}

	void refreshListeners() {
		this.listeners.refresh();
	}

	/**
	 * In Spring's transactions they have been looked at closely when it began.
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
