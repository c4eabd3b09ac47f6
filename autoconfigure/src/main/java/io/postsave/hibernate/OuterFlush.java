package io.postsave.hibernate;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;

/**
 * A flush in which another one has begun, as callbacks may query and flush. Hibernate
 * takes the session for one that does not flush as soon as the inner one ends, though the
 * outer goes on writing; its own account of flushes, which it keeps whether they fail or
 * not, tells when that ends.
 */
@SuppressWarnings("serial")
final class OuterFlush implements SessionEventListener {

	private static final ThreadLocal<@Nullable OuterFlush> first = new NamedThreadLocal<>("Interrupted flush");

	private static final Map<SharedSessionContractImplementor, OuterFlush> known = Collections
		.synchronizedMap(new WeakHashMap<>());

	private transient @Nullable SharedSessionContractImplementor session;

	private transient int depth;

	private transient @Nullable OuterFlush next;

	/**
	 * Whether a flush goes on in the session that has been interrupted by another one.
	 */
	static boolean isGoingOnIn(SharedSessionContractImplementor session) {
		for (OuterFlush flush = first.get(); flush != null; flush = flush.next) {
			if (flush.session == session) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Called when a flush is about to begin within another one.
	 */
	static void interruptedIn(SharedSessionContractImplementor session) {
		if (!isGoingOnIn(session)) {
			known.computeIfAbsent(session, OuterFlush::listeningTo).begin(session);
		}
	}

	private static OuterFlush listeningTo(SharedSessionContractImplementor session) {
		OuterFlush flush = new OuterFlush();
		session.getEventListenerManager().addListener(flush);
		return flush;
	}

	private void begin(SharedSessionContractImplementor session) {
		this.session = session;
		this.depth = 1;
		this.next = first.get();
		first.set(this);
	}

	@Override
	public void flushStart() {
		this.depth++;
	}

	@Override
	public void flushEnd(int numberOfEntities, int numberOfCollections) {
		ended();
	}

	@Override
	public void partialFlushStart() {
		this.depth++;
	}

	@Override
	public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
		ended();
	}

	private void ended() {
		this.depth--;
		if (this.depth == 0 && this.session != null) {
			this.session = null;
			remove();
		}
	}

	private void remove() {
		OuterFlush flush = first.get();
		if (flush == this) {
			first.set(this.next);
			return;
		}
		while (flush != null && flush.next != this) {
			flush = flush.next;
		}
		if (flush != null) {
			flush.next = this.next;
		}
	}

}
