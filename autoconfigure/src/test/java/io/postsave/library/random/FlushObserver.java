package io.postsave.library.random;

import org.hibernate.SessionEventListener;
import org.jspecify.annotations.Nullable;

/**
 * The persistence provider's own word on when flushes begin and end, told to the observer
 * of the current thread. To be named by {@code hibernate.session.events.auto}.
 */
@SuppressWarnings("serial")
public class FlushObserver implements SessionEventListener {

	private static final ThreadLocal<@Nullable Observer> observer = new ThreadLocal<>();

	public static void observe(@Nullable Observer newObserver) {
		observer.set(newObserver);
	}

	@Override
	public void flushStart() {
		changed(true, true);
	}

	@Override
	public void flushEnd(int numberOfEntities, int numberOfCollections) {
		changed(true, false);
	}

	@Override
	public void partialFlushStart() {
		changed(false, true);
	}

	@Override
	public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
		changed(false, false);
	}

	private static void changed(boolean full, boolean begins) {
		Observer current = observer.get();
		if (current != null) {
			current.flushChanged(full, begins);
		}
	}

	/**
	 * Told of each flush.
	 */
	@FunctionalInterface
	public interface Observer {

		/**
		 * A flush begins or ends.
		 * @param full {@code false} if a query looks whether it has to flush, and perhaps
		 * does
		 * @param begins {@code false} if it ends
		 */
		void flushChanged(boolean full, boolean begins);

	}

}
