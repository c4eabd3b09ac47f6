package io.postsave.hibernate;

import java.util.function.Consumer;

import org.hibernate.SessionEventListener;
import org.hibernate.event.spi.EventSource;

/**
 * Sees whether a session ends before inserts and deletions are written that wait in it. A
 * clear does not write them either.
 */
@SuppressWarnings("serial")
final class UnwrittenAtEnd implements SessionEventListener {

	private final transient EventSource session;

	private final transient Consumer<String> callback;

	private boolean queuedAtFlush;

	private boolean written;

	private UnwrittenAtEnd(EventSource session, Consumer<String> callback) {
		this.session = session;
		this.callback = callback;
	}

	/**
	 * Calls back with the unit of a session when it ends without having written them.
	 */
	static void await(EventSource session, Consumer<String> callback) {
		if (QueuedActions.insertsAndDeletionsIn(session) > 0) {
			session.getEventListenerManager().addListener(new UnwrittenAtEnd(session, callback));
		}
	}

	@Override
	public void flushStart() {
		this.queuedAtFlush = isAnyQueued();
	}

	@Override
	public void flushEnd(int numberOfEntities, int numberOfCollections) {
		this.written |= this.queuedAtFlush && !isAnyQueued();
	}

	private boolean isAnyQueued() {
		return QueuedActions.insertsAndDeletionsIn(this.session) > 0;
	}

	@Override
	public void partialFlushStart() {
		flushStart();
	}

	@Override
	public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
		flushEnd(numberOfEntities, numberOfCollections);
	}

	@Override
	public void end() {
		if (!this.written) {
			this.callback.accept(EntityTypes.nameOf(this.session.getFactory()));
		}
	}

}
