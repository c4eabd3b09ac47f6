package io.postsave.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.context.ApplicationListener;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * The listeners that a context held at one moment. Its collection is neither a copy nor
 * synchronized, and may change on other threads while it is read: then a pass over it
 * fails, ends early or leaves one out, and only a second one that finds the same tells
 * that it did not.
 *
 * @param collection the context's own collection
 * @param listeners what was read of it
 * @param settled whether that is certain to be what it held
 */
record HeldListeners(Collection<ApplicationListener<?>> collection, List<ApplicationListener<?>> listeners,
		boolean settled) {

	private static final int MAX_PASSES = 500;

	private static final int PASSES_WITHOUT_PAUSE = 50;

	/**
	 * The other thread may have been interrupted in the midst of a change.
	 */
	private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(100);

	/**
	 * Beyond these a collection has lost its end, as two threads have changed it at once.
	 */
	private static final int MAX_ADDED_MEANWHILE = 1000;

	static HeldListeners of(AbstractApplicationContext context) {
		return of(context.getApplicationListeners());
	}

	/**
	 * Reads a collection until it is certain what it holds. If it never is, everything
	 * that was seen counts, until it is read again at the next look.
	 */
	static HeldListeners of(Collection<ApplicationListener<?>> collection) {
		Set<ApplicationListener<?>> seen = new LinkedHashSet<>();
		List<ApplicationListener<?>> before = null;
		for (int pass = 0; pass < MAX_PASSES; pass++) {
			List<ApplicationListener<?>> listeners = new ArrayList<>();
			boolean complete = read(collection, listeners);
			if (complete && before != null && isSame(before, listeners)) {
				return new HeldListeners(collection, listeners, true);
			}
			seen.addAll(listeners);
			before = complete ? listeners : null;
			if (pass > PASSES_WITHOUT_PAUSE) {
				LockSupport.parkNanos(PAUSE);
			}
		}
		return new HeldListeners(collection, List.copyOf(seen), false);
	}

	private static boolean read(Collection<ApplicationListener<?>> collection, List<ApplicationListener<?>> listeners) {
		try {
			int max = collection.size() + MAX_ADDED_MEANWHILE;
			for (ApplicationListener<?> listener : collection) {
				listeners.add(listener);
				if (listeners.size() > max) {
					return false;
				}
			}
			return listeners.size() == collection.size();
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static boolean isSame(List<ApplicationListener<?>> first, List<ApplicationListener<?>> second) {
		for (int i = 0; i < first.size(); i++) {
			if (i == second.size() || first.get(i) != second.get(i)) {
				return false;
			}
		}
		return first.size() == second.size();
	}

	/**
	 * Whether the context holds as many as it did.
	 */
	boolean isSameSize() {
		return this.settled && this.collection.size() == this.listeners.size();
	}

	/**
	 * Whether the context holds as many as it did and none has taken the place of
	 * another: additions go to the end of its collection.
	 */
	boolean isUnchanged() {
		return isSameSize() && (this.listeners.isEmpty() || isLast(this.listeners.get(this.listeners.size() - 1)));
	}

	/**
	 * Listeners are not looked at as such: a cast of each to an interface takes longer
	 * than the loop.
	 */
	private boolean isLast(Object listener) {
		try {
			Object last = null;
			for (Object held : this.collection) {
				last = held;
			}
			return last == listener;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
