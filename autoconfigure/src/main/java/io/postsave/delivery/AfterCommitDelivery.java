package io.postsave.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveFailure;
import io.postsave.listener.AfterCommitListenerMethod;
import io.postsave.listener.Audience;
import io.postsave.listener.PostSaveListeners;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;
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

	private final ThreadLocal<@Nullable Line> line = new NamedThreadLocal<>("Committed saves");

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
	 * Whether anything has been committed on this thread that is not told yet.
	 */
	boolean isWaiting() {
		Line line = this.line.get();
		return line != null && !line.delivering && line.first != null;
	}

	/**
	 * Whether anything that has been committed on this thread waits or is being told.
	 */
	boolean isAnythingLeft() {
		return this.line.get() != null;
	}

	/**
	 * Gives back the connection that a listener has made the session of the finished
	 * transaction get again, by loading lazily.
	 */
	void releaseConnection() {
		Line line = this.line.get();
		if (line != null && line.delivering) {
			line.releaseConnection.run();
		}
	}

	/**
	 * Puts in line what was committed.
	 */
	void add(Collection<WrittenRow> rows) {
		Line line = this.line.get();
		if (line == null) {
			line = new Line();
			this.line.set(line);
		}
		line.add(rows);
	}

	/**
	 * Tells what waits in line, and what joins it meanwhile.
	 * @param releaseConnection gives back the connection of the finished transaction
	 */
	void deliver(Runnable releaseConnection) {
		Line line = this.line.get();
		if (line == null || line.delivering) {
			return;
		}
		line.delivering = true;
		line.releaseConnection = releaseConnection;
		tell(line);
	}

	/**
	 * Tells within a transaction what would be told after its commit, in as many rounds
	 * as listeners cause. Their failures are thrown when all have been told, unless the
	 * application handles them itself; that they never come to an end is thrown even
	 * then.
	 * @param rounds what is to be told
	 */
	void deliverAsIfCommitted(RoundsAsIfCommitted rounds) {
		if (this.line.get() != null) {
			add(rounds.takeAll());
			return;
		}
		ThrownFailures failures = new ThrownFailures();
		try {
			boolean more = rounds.begin();
			for (int round = 1; more; round++) {
				Line line = new Line();
				line.delivering = true;
				line.thrown = failures;
				line.add(new Batch(rounds, round));
				this.line.set(line);
				tell(line);
				more = round <= this.maxRounds && rounds.begin();
			}
		}
		catch (Throwable ex) {
			failures.add(ex);
		}
		failures.throwAny();
	}

	private void tell(Line line) {
		try {
			for (Batch batch = line.next(); batch != null; batch = line.next()) {
				deliver(batch, line);
			}
		}
		finally {
			this.line.set(null);
		}
	}

	/**
	 * Drops rows that wait to be told and were removed by another transaction.
	 */
	void drop(RemovedRows removed) {
		Line running = this.line.get();
		if (running != null) {
			running.drop(removed);
		}
	}

	private void deliver(Batch batch, Line line) {
		for (WrittenRow row : batch.rows) {
			if (batch.isGone(row)) {
				continue;
			}
			PostSaveEvent<?> event = SaveEvents.eventFor(row);
			this.listeners.glance();
			Audience audience = this.listeners.audienceOf(event.getEntityType());
			for (AfterCommitListenerMethod listener : audience.of(event.isCreated()).afterCommit()) {
				if (batch.depth > this.maxRounds) {
					String name = listener.getListenerId();
					handle(new PostSaveFailure(event, name,
							EndlessSavesException.afterCommit(this.maxRounds, event, name)), line);
				}
				else {
					deliver(event, listener, line);
					line.releaseConnection.run();
				}
			}
		}
	}

	private void deliver(PostSaveEvent<?> event, AfterCommitListenerMethod listener, Line line) {
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

		private boolean delivering;

		private Runnable releaseConnection = () -> {
		};

		private @Nullable ThrownFailures thrown;

		private @Nullable Batch first;

		private @Nullable Batch last;

		private @Nullable Batch current;

		void add(Collection<WrittenRow> rows) {
			add(new Batch(rows, (this.current != null) ? this.current.depth + 1 : 1));
		}

		void add(Batch added) {
			if (this.last != null) {
				this.last.next = added;
			}
			else {
				this.first = added;
			}
			this.last = added;
		}

		@Nullable Batch next() {
			Batch batch = this.first;
			if (batch != null) {
				this.first = batch.next;
				this.last = (this.first != null) ? this.last : null;
				this.current = batch;
			}
			return batch;
		}

		void drop(RemovedRows removed) {
			if (this.current != null) {
				this.current.drop(removed);
			}
			for (Batch batch = this.first; batch != null; batch = batch.next) {
				batch.drop(removed);
			}
		}

	}

	/**
	 * What one commit has to tell. Rows that are removed before it is their turn are
	 * remembered and skipped, as the rows may belong to an iteration that is going on.
	 */
	private static final class Batch {

		private final Iterable<WrittenRow> rows;

		private final int depth;

		private @Nullable Batch next;

		private List<RemovedRows> removed = List.of();

		Batch(Iterable<WrittenRow> rows, int depth) {
			this.rows = rows;
			this.depth = depth;
		}

		void drop(RemovedRows removed) {
			this.removed = this.removed.isEmpty() ? new ArrayList<>(1) : this.removed;
			this.removed.add(removed);
		}

		boolean isGone(WrittenRow row) {
			for (int i = 0; i < this.removed.size(); i++) {
				if (this.removed.get(i).test(row)) {
					return true;
				}
			}
			return false;
		}

	}

}
