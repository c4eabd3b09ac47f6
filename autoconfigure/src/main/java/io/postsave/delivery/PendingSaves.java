package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveEvent;
import org.jspecify.annotations.Nullable;

/**
 * The saves of one session that have not been told yet, in the order of writing, and the
 * rows whose callbacks are running. Belongs to the session, not to a transaction that
 * happens to be bound to the thread.
 */
final class PendingSaves {

	private static final int NO_FLUSH = -1;

	private final WriteSession session;

	private final List<WrittenRow> rows = new ArrayList<>(1);

	private List<PostSaveEvent<?>> events = new ArrayList<>();

	/** How many saves there were when the flush that is going on began. */
	private int savesBeforeFlush = NO_FLUSH;

	private boolean transactional;

	private boolean delivering;

	private @Nullable Throwable listenerFailure;

	@Nullable PendingSaves next;

	PendingSaves(WriteSession session) {
		this.session = session;
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
				this.rows.subList(i, this.rows.size()).clear();
				return;
			}
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

	void add(PostSaveEvent<?> event) {
		boolean flushing = this.session.isFlushing();
		if (!flushing) {
			forgetFailedFlush();
		}
		else if (this.savesBeforeFlush == NO_FLUSH) {
			this.savesBeforeFlush = this.events.size();
		}
		this.events.add(event);
	}

	/**
	 * A flush that did not end has failed: what it recorded was not written.
	 */
	void forgetFailedFlush() {
		if (this.savesBeforeFlush != NO_FLUSH) {
			this.events.subList(this.savesBeforeFlush, this.events.size()).clear();
			this.savesBeforeFlush = NO_FLUSH;
			this.rows.clear();
		}
	}

	void flushEnded() {
		this.savesBeforeFlush = NO_FLUSH;
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

	void discard() {
		this.events.clear();
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

	boolean isDelivering() {
		return this.delivering;
	}

	void setDelivering(boolean delivering) {
		this.delivering = delivering;
	}

	@Nullable Throwable listenerFailure() {
		return this.listenerFailure;
	}

	void setListenerFailure(@Nullable Throwable failure) {
		this.listenerFailure = failure;
	}

}
