package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.postsave.delivery.WriteSession.Sessions;
import io.postsave.listener.PostSaveListeners;
import org.jspecify.annotations.Nullable;

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

	private final InTransactionDelivery delivery;

	private final AfterCommitDelivery afterCommitDelivery;

	private final SpringTransactions transactions;

	private final Sessions sessions;

	private final OpenSaves openSaves = new OpenSaves();

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
		this.delivery = delivery;
		this.afterCommitDelivery = afterCommitDelivery;
		this.transactions = transactions;
		this.sessions = transactions.sessions();
	}

	/**
	 * Whether a save would be told to anybody.
	 * @param entityType the class of the saved entity
	 * @param created whether it is created, rather than updated
	 * @param flushing whether a flush writes it, rather than the application directly
	 * @return {@code false} if the save need not be recorded
	 */
	public boolean isTold(Class<?> entityType, boolean created, boolean flushing) {
		if (!flushing) {
			refreshListenersOutsideTransactions();
		}
		return this.listeners.audienceOf(entityType).of(created).isPresent() && !this.excluded.test(entityType)
				&& !this.mutes.isMuted(entityType);
	}

	/**
	 * Called when a row was written, before its callbacks.
	 * @param nativeSession the session that wrote it
	 * @param row the row
	 */
	public void rowWritten(Object nativeSession, WrittenRow row) {
		PendingSaves saves = this.openSaves.find(nativeSession);
		if (saves == null) {
			saves = open(nativeSession);
		}
		saves.pushRow(row);
	}

	/**
	 * Called when the callbacks of a row are done.
	 * @param nativeSession the session that wrote it
	 * @param entity the entity it was written for
	 */
	public void rowDone(Object nativeSession, Object entity) {
		PendingSaves saves = this.openSaves.find(nativeSession);
		if (saves != null) {
			saves.popRow(entity);
			if (saves.session().isStateless()) {
				tell(saves);
			}
			closeIfWithoutTransaction(saves);
		}
	}

	/**
	 * Called by JPA for an entity whose row is being inserted or updated. Does nothing if
	 * the row was not found worth recording.
	 * @param entity the entity
	 * @param created whether its row was inserted
	 */
	public void entitySaved(Object entity, boolean created) {
		for (PendingSaves saves = this.openSaves.first(); saves != null; saves = saves.next) {
			WrittenRow row = saves.findRow(entity, created);
			if (row != null) {
				saves.popRow(entity);
				saves.add(row, this.listeners.audienceOf(row.type().javaType()).of(created));
				return;
			}
		}
	}

	/**
	 * Called when a flush begins.
	 * @param nativeSession the session that is flushed
	 */
	public void flushBegins(Object nativeSession) {
		refreshListenersOutsideTransactions();
		PendingSaves saves = this.openSaves.find(nativeSession);
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
		PendingSaves saves = this.openSaves.find(nativeSession);
		if (saves != null) {
			saves.entityRemoved(entity);
		}
	}

	/**
	 * Called when a flush has written everything: tells what is pending, flushes what
	 * listeners have changed, and repeats until nothing is pending.
	 * @param nativeSession the session that was flushed
	 */
	public void flushEnds(Object nativeSession) {
		PendingSaves saves = this.openSaves.find(nativeSession);
		if (saves != null) {
			saves.flushEnded();
			tell(saves);
			closeIfWithoutTransaction(saves);
		}
	}

	/**
	 * Flushes the current transactions of Spring's and tells what would be told after
	 * their commit, within them, until nothing is left. For tests.
	 */
	public void tellAsIfCommitted() {
		for (int round = 0; round <= AfterCommitDelivery.MAX_DEPTH; round++) {
			this.transactions.flush();
			List<WrittenRow> rows = new ArrayList<>();
			for (PendingSaves saves = this.openSaves.first(); saves != null; saves = saves.next) {
				if (saves.isManagedBySpring()) {
					rows.addAll(saves.mergedSaves().takeAll());
				}
			}
			if (rows.isEmpty()) {
				return;
			}
			this.afterCommitDelivery.deliver(rows, () -> {
			});
		}
		throw EndlessSavesException.afterCommit();
	}

	SpringTransactions transactions() {
		return this.transactions;
	}

	@Nullable PendingSaves pendingSavesOf(Object nativeSession) {
		return this.openSaves.find(nativeSession);
	}

	/**
	 * Whether any session that the current thread writes in has saves.
	 */
	boolean hasOpenSaves() {
		return this.openSaves.first() != null;
	}

	/**
	 * Whether a session may have saves, or get them when it is flushed.
	 */
	boolean mayHaveSaves() {
		return hasOpenSaves() || this.listeners.isAnyoneListening();
	}

	boolean mayTell(WriteSession session) {
		return this.listeners.isAnyoneListening()
				&& session.mayWrite((entityType) -> this.listeners.audienceOf(entityType).isInTransaction()
						&& !this.excluded.test(entityType));
	}

	/**
	 * Drops what a session has pending whose transaction's end is not told, as its
	 * connection is broken.
	 */
	void forget(Object nativeSession) {
		PendingSaves saves = this.openSaves.find(nativeSession);
		if (saves != null) {
			this.openSaves.remove(saves);
		}
	}

	void refreshListeners() {
		this.listeners.refresh();
	}

	/**
	 * In Spring's transactions they are looked at once, when the transaction begins.
	 */
	private void refreshListenersOutsideTransactions() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			this.listeners.refresh();
		}
	}

	void tell(PendingSaves saves) {
		if (saves.isManagedBySpring()) {
			this.delivery.deliver(saves);
		}
		else if (!saves.isEmpty()) {
			outsideFinishedTransactions(() -> this.delivery.deliver(saves));
		}
	}

	private PendingSaves open(Object nativeSession) {
		PendingSaves saves = new PendingSaves(this.sessions.sessionOf(nativeSession));
		this.openSaves.add(saves);
		saves.setTransactional(saves.session().onCompletion(new TransactionEnd(saves)));
		saves.setManagedBySpring(this.transactions.manage(saves.session()));
		return saves;
	}

	/**
	 * Tells what the transaction that a session has committed saved, and ends its pending
	 * saves.
	 * @param saves what was saved
	 * @param releaseConnection gives back the session's connection
	 */
	void tellCommitted(PendingSaves saves, Runnable releaseConnection) {
		this.openSaves.remove(saves);
		if (!saves.mergedSaves().isEmpty()) {
			this.afterCommitDelivery.deliver(saves.mergedSaves().rows(), releaseConnection);
		}
	}

	/**
	 * The application's own entity manager may commit while Spring's transaction around
	 * it is being completed.
	 */
	private void outsideFinishedTransactions(Runnable delivery) {
		FinishedTransaction finished = this.transactions.suspendFinished();
		try {
			delivery.run();
		}
		finally {
			if (finished != null) {
				finished.resume();
			}
		}
	}

	boolean isDeliveringAfterCommit() {
		return this.afterCommitDelivery.isDelivering();
	}

	/**
	 * Has a delivery give back the connection of the finished transaction, as another one
	 * is about to begin.
	 */
	void releaseConnectionOfDelivery() {
		this.afterCommitDelivery.releaseConnection();
	}

	private void closeIfWithoutTransaction(PendingSaves saves) {
		if (!saves.isTransactional() && saves.isEmpty() && !saves.session().isFlushing()) {
			tellCommitted(saves, saves.session()::releaseConnection);
		}
	}

	/**
	 * Puts an end to the pending saves of a session with its transaction, unless it is
	 * one of Spring's that a {@link CommitHook} sees the end of.
	 */
	private final class TransactionEnd implements WriteSession.Completion {

		private final PendingSaves saves;

		private TransactionEnd(PendingSaves saves) {
			this.saves = saves;
		}

		@Override
		public void beforeCompletion() {
			this.saves.forgetFailedFlush();
			tell(this.saves);
		}

		@Override
		public void afterCompletion(boolean committed) {
			if (!committed || this.saves.mergedSaves().isEmpty()) {
				SaveRecorder.this.openSaves.remove(this.saves);
			}
			else if (!this.saves.isManagedBySpring()) {
				WriteSession session = this.saves.session();
				session.releaseConnection();
				outsideFinishedTransactions(() -> tellCommitted(this.saves, session::releaseConnection));
			}
		}

	}

}
