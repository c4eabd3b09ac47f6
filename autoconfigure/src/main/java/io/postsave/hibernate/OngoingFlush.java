package io.postsave.hibernate;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;

/**
 * A flush that has begun and has not ended on the current thread. When it has written
 * everything, and before it ends, child sessions flush with it: listeners to their saves
 * are called then, and may change what this flush has just written. One that has failed
 * is forgotten with its event.
 */
final class OngoingFlush extends WeakReference<FlushEvent> {

	private static final ThreadLocal<@Nullable OngoingFlush> innermost = new NamedThreadLocal<>("Ongoing flush");

	private final @Nullable OngoingFlush outer;

	private boolean lookedAt;

	private boolean ending;

	private OngoingFlush(FlushEvent event, @Nullable OngoingFlush outer) {
		super(event);
		this.outer = outer;
	}

	static void begins(FlushEvent event) {
		OngoingFlush outer = innermost.get();
		while (outer != null && outer.isOver()) {
			outer = outer.outer;
		}
		innermost.set(new OngoingFlush(event, outer));
	}

	/**
	 * Called when the flush and those that go with it are over, and its own session's
	 * listeners are about to be called.
	 * @return whether the session has been looked at within the flush
	 */
	static boolean ends(FlushEvent event) {
		OngoingFlush flush = of(event);
		if (flush == null) {
			return false;
		}
		flush.ending = true;
		return flush.lookedAt;
	}

	static void ended(FlushEvent event) {
		OngoingFlush flush = of(event);
		if (flush != null) {
			innermost.set(flush.outer);
		}
	}

	/**
	 * Called when a session's transaction has ended: a flush of it that is still there
	 * has failed.
	 */
	static void forgetFailedOf(SharedSessionContractImplementor session) {
		OngoingFlush failed = innermostOf(session);
		while (failed != null) {
			innermost.set(failed.outer);
			failed = innermostOf(session);
		}
	}

	private static @Nullable OngoingFlush of(FlushEvent event) {
		OngoingFlush flush = innermost.get();
		while (flush != null && flush.get() != event) {
			flush = flush.outer;
		}
		return flush;
	}

	/**
	 * Return the sessions whose flushes have written everything and have not been looked
	 * at since, while another session of their transaction flushes with them.
	 */
	static List<Object> around(SharedSessionContractImplementor session) {
		List<Object> around = List.of();
		for (OngoingFlush flush = innermost.get(); flush != null; flush = flush.outer) {
			EventSource flushed = flush.session();
			if (flushed != null && flushed != session && flush.isToBeLookedAt(flushed)
					&& flushed.getTransactionCoordinator() == session.getTransactionCoordinator()) {
				around = around.isEmpty() ? new ArrayList<>(1) : around;
				around.add(flushed);
			}
		}
		return around;
	}

	/**
	 * Called when a session is looked at within its innermost flush.
	 */
	static void lookedAt(SharedSessionContractImplementor session) {
		OngoingFlush flush = innermostOf(session);
		if (flush != null) {
			flush.lookedAt = true;
		}
	}

	/**
	 * Whether a session has been looked at within its innermost flush.
	 */
	static boolean isLookedAt(SharedSessionContractImplementor session) {
		OngoingFlush flush = innermostOf(session);
		return flush != null && flush.lookedAt;
	}

	/**
	 * Whether a session has been looked at within a flush around its innermost one.
	 */
	static boolean isLookedAtFurtherOut(SharedSessionContractImplementor session) {
		OngoingFlush flush = innermostOf(session);
		while (flush != null) {
			flush = of(session, flush.outer);
			if (flush != null && flush.lookedAt) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable OngoingFlush innermostOf(SharedSessionContractImplementor session) {
		return of(session, innermost.get());
	}

	private static @Nullable OngoingFlush of(SharedSessionContractImplementor session, @Nullable OngoingFlush from) {
		OngoingFlush flush = from;
		while (flush != null && flush.session() != session) {
			flush = flush.outer;
		}
		return flush;
	}

	private @Nullable EventSource session() {
		FlushEvent event = get();
		return (event != null) ? event.getSession() : null;
	}

	private boolean isOver() {
		EventSource session = session();
		return session == null || !SessionState.isInTransaction(session);
	}

	private boolean isToBeLookedAt(EventSource session) {
		return !this.lookedAt && !this.ending && !SessionState.isFlushing(session)
				&& !(get() instanceof AutoFlushEvent autoFlush && !autoFlush.isFlushRequired());
	}

}
