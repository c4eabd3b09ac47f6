package io.postsave.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
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

	static final int MAX_DEPTH = 1000;

	private static final Log logger = LogFactory.getLog(AfterCommitDelivery.class);

	private final PostSaveListeners listeners;

	private final Supplier<PostSaveErrorHandler> errorHandler;

	private final ThreadLocal<@Nullable Line> line = new ThreadLocal<>();

	/**
	 * Creates the delivery.
	 * @param listeners who listens to what
	 * @param errorHandler what listeners' failures go to, asked for when one occurs
	 */
	public AfterCommitDelivery(PostSaveListeners listeners, Supplier<PostSaveErrorHandler> errorHandler) {
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(errorHandler, "'errorHandler' must not be null");
		this.listeners = listeners;
		this.errorHandler = errorHandler;
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
			running.releaseConnection.run();
		}
	}

	void deliver(Collection<WrittenRow> rows, Runnable releaseConnection) {
		Line running = this.line.get();
		if (running != null) {
			running.add(rows);
			return;
		}
		Line line = new Line(releaseConnection, rows);
		this.line.set(line);
		try {
			for (Batch batch = line.current; batch != null; batch = line.next()) {
				deliver(batch);
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

	private void deliver(Batch batch) {
		for (WrittenRow row : batch.rows()) {
			if (batch.isGone(row)) {
				continue;
			}
			PostSaveEvent<?> event = SaveEvents.eventFor(row);
			this.listeners.glance();
			Audience audience = this.listeners.audienceOf(event.getEntityType());
			for (PostSaveListenerMethod listener : audience.of(event.isCreated()).afterCommit()) {
				if (batch.depth() > MAX_DEPTH) {
					handle(new PostSaveFailure(event, listener.getListenerId(),
							EndlessSavesException.afterCommit(event, listener.getListenerId())));
				}
				else {
					deliver(event, listener);
					releaseConnection();
				}
			}
		}
	}

	private void deliver(PostSaveEvent<?> event, PostSaveListenerMethod listener) {
		try {
			listener.deliver(event);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			handle(new PostSaveFailure(event, listener.getListenerId(), ex));
		}
	}

	private void handle(PostSaveFailure failure) {
		try {
			this.errorHandler.get().handle(failure);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			logger.error("Error handler failed for listener " + failure.listener() + " of " + failure.event(), ex);
		}
	}

	/**
	 * What is still to be delivered on a thread, and how deep the chain of saves is that
	 * led to the current delivery.
	 */
	private static final class Line {

		private final Runnable releaseConnection;

		private @Nullable Queue<Batch> waiting;

		private Batch current;

		Line(Runnable releaseConnection, Collection<WrittenRow> rows) {
			this.releaseConnection = releaseConnection;
			this.current = new Batch(rows, 1);
		}

		void add(Collection<WrittenRow> rows) {
			this.waiting = (this.waiting != null) ? this.waiting : new ArrayDeque<>();
			this.waiting.add(new Batch(rows, this.current.depth() + 1));
		}

		@Nullable Batch next() {
			Batch batch = (this.waiting != null) ? this.waiting.poll() : null;
			if (batch != null) {
				this.current = batch;
			}
			return batch;
		}

		void drop(RemovedRows removed) {
			this.current.drop(removed);
			if (this.waiting != null) {
				this.waiting.forEach((batch) -> batch.drop(removed));
			}
		}

	}

	/**
	 * What one commit has to tell. Rows that are removed before it is their turn are
	 * remembered and skipped, as the rows may belong to an iteration that is going on.
	 */
	private static final class Batch {

		private final Collection<WrittenRow> rows;

		private final int depth;

		private List<RemovedRows> removed = List.of();

		Batch(Collection<WrittenRow> rows, int depth) {
			this.rows = rows;
			this.depth = depth;
		}

		Collection<WrittenRow> rows() {
			return this.rows;
		}

		int depth() {
			return this.depth;
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
