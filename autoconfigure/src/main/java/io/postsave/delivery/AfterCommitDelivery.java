package io.postsave.delivery;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveFailure;
import io.postsave.listener.Audience;
import io.postsave.listener.PostSaveListenerMethod;
import io.postsave.listener.PostSaveListeners;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Tells what a transaction saved when it has committed. Deliveries never nest: what a
 * listener's own commit raises waits in line behind the current ones. One listener's
 * failure is handed to the error handler and stops nobody else.
 */
public final class AfterCommitDelivery {

	private static final Log logger = LogFactory.getLog(AfterCommitDelivery.class);

	private final PostSaveListeners listeners;

	private final Supplier<PostSaveErrorHandler> errorHandler;

	private final int maxRounds;

	private final ThreadLocal<@Nullable Line> line = new ThreadLocal<>();

	/**
	 * Creates the delivery.
	 * @param listeners who listens to what
	 * @param errorHandler what listeners' failures go to, asked for when one occurs
	 * @param maxRounds how long a chain of commits may be, each made by a listener to the
	 * one before
	 */
	public AfterCommitDelivery(PostSaveListeners listeners, Supplier<PostSaveErrorHandler> errorHandler,
			int maxRounds) {
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(errorHandler, "'errorHandler' must not be null");
		Assert.isTrue(maxRounds > 0, "'maxRounds' must be positive");
		this.listeners = listeners;
		this.errorHandler = errorHandler;
		this.maxRounds = maxRounds;
	}

	/**
	 * Whether a delivery is running on this thread, for which further saves wait.
	 */
	boolean isDelivering() {
		return this.line.get() != null;
	}

	/**
	 * Gives back the connection that a listener has made the session of the finished
	 * transaction get again, by loading lazily.
	 */
	void releaseConnection() {
		Line running = this.line.get();
		if (running != null) {
			running.releaseConnection();
		}
	}

	void deliver(Collection<WrittenRow> rows, Runnable releaseConnection) {
		Line running = this.line.get();
		if (running != null) {
			running.add(rows);
			return;
		}
		deliver(new Line(releaseConnection, null), new Batch(rows, 1));
	}

	/**
	 * Tells within a transaction what would be told after its commit, in as many rounds
	 * as listeners cause. Their failures are thrown when all have been told, unless the
	 * application handles them itself; that they never come to an end is thrown even
	 * then.
	 * @param flushed flushes and hands out what is to be told then
	 */
	void deliverAsIfCommitted(Supplier<Collection<WrittenRow>> flushed) {
		Line running = this.line.get();
		if (running != null) {
			running.add(flushed.get());
			return;
		}
		ThrownFailures failures = new ThrownFailures();
		try {
			Collection<WrittenRow> rows = flushed.get();
			for (int round = 1; !rows.isEmpty(); round++) {
				deliver(new Line(() -> {
				}, failures), new Batch(rows, round));
				rows = (round <= this.maxRounds) ? flushed.get() : List.of();
			}
		}
		catch (Throwable ex) {
			failures.add(ex);
		}
		failures.throwAny();
	}

	private void deliver(Line line, Batch first) {
		this.line.set(line);
		try {
			for (Batch batch = first; batch != null; batch = line.next()) {
				line.depth = batch.depth();
				deliver(batch, line);
			}
		}
		finally {
			this.line.set(null);
		}
	}

	private void deliver(Batch batch, Line line) {
		for (WrittenRow row : batch.rows()) {
			PostSaveEvent<?> event = SaveEvents.eventFor(row);
			this.listeners.glance();
			Audience audience = this.listeners.audienceOf(event.getEntityType());
			for (PostSaveListenerMethod listener : audience.of(event.isCreated()).afterCommit()) {
				if (batch.depth() > this.maxRounds) {
					String name = listener.getListenerId();
					handle(new PostSaveFailure(event, name,
							EndlessSavesException.afterCommit(this.maxRounds, event, name)), line);
				}
				else {
					deliver(event, listener, line);
					line.releaseConnection();
				}
			}
		}
	}

	private void deliver(PostSaveEvent<?> event, PostSaveListenerMethod listener, Line line) {
		try {
			listener.deliver(event);
		}
		catch (Throwable ex) {
			if (isOfTheVirtualMachine(ex)) {
				logger.error("Listener " + listener.getListenerId() + " of " + event + " met an error of the virtual "
						+ "machine, which is thrown to the caller. Neither its other listeners nor those of events that "
						+ "wait behind it are told, though what they would be told of is committed.");
				throw (VirtualMachineError) ex;
			}
			handle(new PostSaveFailure(event, listener.getListenerId(), ex), line);
		}
	}

	/**
	 * A stack that overflowed is a listener's own failure, and there is room again where
	 * it is caught.
	 */
	private static boolean isOfTheVirtualMachine(Throwable ex) {
		return ex instanceof VirtualMachineError && !(ex instanceof StackOverflowError);
	}

	private void handle(PostSaveFailure failure, Line line) {
		try {
			PostSaveErrorHandler handler = this.errorHandler.get();
			boolean ours = handler instanceof LoggingErrorHandler;
			if (line.thrown != null && (ours || failure.error() instanceof EndlessSavesException)) {
				line.thrown.add(failure.error());
			}
			if (line.thrown == null || !ours) {
				handler.handle(failure);
			}
		}
		catch (Throwable ex) {
			handlerFailed(ex, failure);
			if (isOfTheVirtualMachine(ex)) {
				throw (VirtualMachineError) ex;
			}
		}
	}

	/**
	 * The listener's failure is logged with the handler's, or for itself where that takes
	 * no others.
	 */
	private static void handlerFailed(Throwable ex, PostSaveFailure failure) {
		String listener = "listener " + failure.listener() + " of " + failure.event();
		if (ex != failure.error()) {
			ex.addSuppressed(failure.error());
		}
		logger.error(
				"Error handler failed for " + listener + ". The save stays committed, and other listeners are told.",
				ex);
		if (ex != failure.error() && ex.getSuppressed().length == 0) {
			logger.error("Failure of " + listener + " that the error handler failed for", failure.error());
		}
	}

	/**
	 * What is still to be delivered on a thread, and how deep the chain of saves is that
	 * led to the current delivery.
	 */
	private static final class Line {

		private final Runnable releaseConnection;

		private final @Nullable ThrownFailures thrown;

		private @Nullable Queue<Batch> waiting;

		private int depth;

		Line(Runnable releaseConnection, @Nullable ThrownFailures thrown) {
			this.releaseConnection = releaseConnection;
			this.thrown = thrown;
		}

		/**
		 * A pool that does not take the connection back keeps nobody from being told.
		 */
		void releaseConnection() {
			try {
				this.releaseConnection.run();
			}
			catch (RuntimeException ex) {
				logger.error("Could not give back the connection of a transaction that has committed", ex);
			}
		}

		void add(Collection<WrittenRow> rows) {
			this.waiting = (this.waiting != null) ? this.waiting : new ArrayDeque<>();
			this.waiting.add(new Batch(rows, this.depth + 1));
		}

		@Nullable Batch next() {
			return (this.waiting != null) ? this.waiting.poll() : null;
		}

	}

	private record Batch(Collection<WrittenRow> rows, int depth) {
	}

}
