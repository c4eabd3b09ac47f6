package io.postsave.hibernate;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;

/**
 * Sees whether a session ends before the inserts and deletions are written that wait in
 * it. A session that is cleared, as Spring clears it in a rollback, never writes them.
 */
@SuppressWarnings("serial")
final class UnwrittenAtEnd implements SessionEventListener {

	private final transient EventSource session;

	private final transient Consumer<String> callback;

	private final transient Map<Object, EntityEntry> unwritten = new IdentityHashMap<>();

	/**
	 * References that are removed have no entry.
	 */
	private final boolean withoutEntries;

	private UnwrittenAtEnd(EventSource session, Consumer<String> callback) {
		this.session = session;
		this.callback = callback;
		for (Map.Entry<Object, EntityEntry> managed : session.getPersistenceContextInternal()
			.reentrantSafeEntityEntries()) {
			if (!isWritten(managed.getValue())) {
				this.unwritten.put(managed.getKey(), managed.getValue());
			}
		}
		this.withoutEntries = this.unwritten.isEmpty();
	}

	/**
	 * Calls back with the unit of a session when it ends without having written them.
	 */
	static void await(EventSource session, Consumer<String> callback) {
		if (QueuedActions.insertsAndDeletionsIn(session) > 0) {
			session.getEventListenerManager().addListener(new UnwrittenAtEnd(session, callback));
		}
	}

	private static boolean isWritten(EntityEntry entry) {
		return entry.getStatus() == Status.GONE || (entry.isExistsInDatabase() && entry.getStatus() != Status.DELETED);
	}

	@Override
	public void flushEnd(int numberOfEntities, int numberOfCollections) {
		forgetWritten();
	}

	@Override
	public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
		forgetWritten();
	}

	private void forgetWritten() {
		this.unwritten.entrySet()
			.removeIf((waiting) -> isWritten(waiting.getValue()) || isReplaced(waiting.getKey(), waiting.getValue()));
	}

	/**
	 * An entity gets another entry when its insert has told its identifier.
	 */
	private boolean isReplaced(Object entity, EntityEntry waiting) {
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return entry != null && entry != waiting;
	}

	@Override
	public void end() {
		forgetWritten();
		if (!this.unwritten.isEmpty()
				|| (this.withoutEntries && QueuedActions.insertsAndDeletionsIn(this.session) > 0)) {
			this.callback.accept(EntityTypes.nameOf(this.session.getFactory()));
		}
	}

}
