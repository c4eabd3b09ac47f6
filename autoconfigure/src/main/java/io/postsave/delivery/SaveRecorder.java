package io.postsave.delivery;

import java.util.function.Predicate;

import io.postsave.AttributeChanges;
import io.postsave.PostSaveEvent;
import io.postsave.delivery.WriteSession.Sessions;
import io.postsave.listener.PostSaveListeners;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Records the saves that somebody listens to and has them told when the time comes. Acts
 * when the persistence provider writes a row and begins or ends a flush; the JPA callback
 * in between decides that a row is told.
 */
public final class SaveRecorder {

	private final PostSaveListeners listeners;

	private final Predicate<Class<?>> excluded;

	private final InTransactionDelivery delivery;

	private final Sessions sessions;

	private final OpenSaves openSaves = new OpenSaves();

	/**
	 * Creates a recorder.
	 * @param listeners who listens to what
	 * @param excluded the entity classes that are never told
	 * @param delivery tells the recorded saves
	 * @param sessions finds the sessions that write
	 */
	public SaveRecorder(PostSaveListeners listeners, Predicate<Class<?>> excluded, InTransactionDelivery delivery,
			Sessions sessions) {
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(excluded, "'excluded' must not be null");
		Assert.notNull(delivery, "'delivery' must not be null");
		Assert.notNull(sessions, "'sessions' must not be null");
		this.listeners = listeners;
		this.excluded = excluded;
		this.delivery = delivery;
		this.sessions = sessions;
	}

	/**
	 * Whether a save would be told to anybody.
	 * @param entityType the class of the saved entity
	 * @param created whether it is created, rather than updated
	 * @return {@code false} if the save need not be recorded
	 */
	public boolean isTold(Class<?> entityType, boolean created) {
		return this.listeners.audienceOf(entityType).hears(created) && !this.excluded.test(entityType);
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
				saves.add(eventFor(row));
				return;
			}
		}
	}

	/**
	 * Called when a flush begins.
	 * @param nativeSession the session that is flushed
	 */
	public void flushBegins(Object nativeSession) {
		this.listeners.refresh();
		PendingSaves saves = this.openSaves.find(nativeSession);
		if (saves != null) {
			saves.forgetFailedFlush();
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

	Sessions sessions() {
		return this.sessions;
	}

	@Nullable PendingSaves pendingSavesOf(Object nativeSession) {
		return this.openSaves.find(nativeSession);
	}

	boolean mayTell(WriteSession session) {
		return this.listeners.isAnyoneListening() && session.mayWrite(
				(entityType) -> this.listeners.audienceOf(entityType).isPresent() && !this.excluded.test(entityType));
	}

	void refreshListeners() {
		this.listeners.refresh();
	}

	void tell(PendingSaves saves) {
		this.delivery.deliver(saves);
	}

	private PendingSaves open(Object nativeSession) {
		PendingSaves saves = new PendingSaves(this.sessions.sessionOf(nativeSession));
		this.openSaves.add(saves);
		boolean transactional = saves.session().onCompletion(new WriteSession.Completion() {

			@Override
			public void beforeCompletion() {
				saves.forgetFailedFlush();
				tell(saves);
			}

			@Override
			public void afterCompletion(boolean committed) {
				SaveRecorder.this.openSaves.remove(saves);
			}

		});
		saves.setTransactional(transactional);
		return saves;
	}

	private void closeIfWithoutTransaction(PendingSaves saves) {
		if (!saves.isTransactional() && saves.isEmpty() && !saves.session().isFlushing()) {
			this.openSaves.remove(saves);
		}
	}

	@SuppressWarnings("unchecked")
	private static PostSaveEvent<?> eventFor(WrittenRow row) {
		Class<Object> entityType = (Class<Object>) row.type().javaType();
		String unit = row.type().persistenceUnit();
		AttributeChanges changes = row;
		return row.isCreated() ? new PostSaveEvent.Created<>(row.entity(), entityType, row.id(), unit, changes)
				: new PostSaveEvent.Updated<>(row.entity(), entityType, row.id(), unit, changes);
	}

}
