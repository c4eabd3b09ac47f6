package io.postsave.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

import org.springframework.core.NamedThreadLocal;
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

	private final ThreadLocal<@Nullable Line> line = new NamedThreadLocal<>("Committed saves");

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
		try {
			for (Batch batch = line.next(); batch != null; batch = line.next()) {
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
		for (WrittenRow row : batch.rows) {
			if (batch.isGone(row)) {
				continue;
			}
			PostSaveEvent<?> event = SaveEvents.eventFor(row);
			this.listeners.glance();
			Audience audience = this.listeners.audienceOf(event.getEntityType());
			for (PostSaveListenerMethod listener : audience.of(event.isCreated()).afterCommit()) {
				if (batch.depth > MAX_DEPTH) {
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

		private boolean delivering;

		private Runnable releaseConnection = () -> {
		};

		private @Nullable Batch first;

		private @Nullable Batch last;

		private @Nullable Batch current;

		void add(Collection<WrittenRow> rows) {
			Batch added = new Batch(rows, (this.current != null) ? this.current.depth + 1 : 1);
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

		private final Collection<WrittenRow> rows;

		private final int depth;

		private @Nullable Batch next;

		private List<RemovedRows> removed = List.of();

		Batch(Collection<WrittenRow> rows, int depth) {
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
