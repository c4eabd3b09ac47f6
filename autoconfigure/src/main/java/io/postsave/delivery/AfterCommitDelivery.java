package io.postsave.delivery;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostWriteEvent;
import io.postsave.PostSaveFailure;
import io.postsave.listener.Audience;
import io.postsave.listener.AfterCommitListenerMethod;
import io.postsave.listener.ListListenerMethod;
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

	private final AfterCommitFailures failures;

	private final int maxRounds;

	private final TellingMeter meter = new TellingMeter();

	private final ThreadLocal<@Nullable CommittedLine> line = new NamedThreadLocal<>("Committed saves");

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
		this.failures = new AfterCommitFailures(errorHandler);
		this.maxRounds = maxRounds;
	}

	/**
	 * Return what counts the rows that are told.
	 */
	TellingMeter meter() {
		return this.meter;
	}

	/**
	 * Whether anything has been committed on this thread that nobody has begun to tell.
	 */
	boolean isWaiting() {
		CommittedLine line = this.line.get();
		return line != null && !line.isTold() && !line.isEmpty();
	}

	/**
	 * Whether anything that has been committed on this thread waits or is being told.
	 */
	boolean isAnythingLeft() {
		return this.line.get() != null;
	}

	/**
	 * Gives back the connections that a listener has made the sessions of finished
	 * transactions get again, by loading lazily.
	 */
	void releaseConnections() {
		CommittedLine line = this.line.get();
		if (line != null) {
			line.releaseConnections();
		}
	}

	/**
	 * Puts in line what was committed.
	 */
	void add(Collection<WrittenRow> rows) {
		CommittedLine line = this.line.get();
		if (line == null) {
			line = new CommittedLine();
			this.line.set(line);
		}
		line.add(rows);
	}

	/**
	 * Drops rows that wait to be told and were removed by another transaction.
	 */
	void drop(RemovedRows removed) {
		CommittedLine line = this.line.get();
		if (line != null) {
			line.drop(removed);
		}
	}

	/**
	 * Tells what waits in line, and what joins it meanwhile.
	 * @param finished the transactions that have finished, whose connections are given
	 * back
	 */
	void deliver(FinishedTransaction finished) {
		CommittedLine line = this.line.get();
		if (line != null && !line.isTold()) {
			line.tellOutside(finished);
			line.releaseConnections();
			tell(line);
		}
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
			add(rounds.takeRows());
			return;
		}
		ThrownFailures thrown = new ThrownFailures();
		try {
			boolean more = rounds.begin();
			for (int round = 1; more; round++) {
				CommittedLine line = new CommittedLine();
				line.tellAsIfCommitted(thrown);
				line.add(rounds, round);
				this.line.set(line);
				tell(line);
				more = round <= this.maxRounds && rounds.begin();
			}
		}
		catch (Throwable ex) {
			thrown.add(ex);
		}
		thrown.throwAny();
	}

	private void tell(CommittedLine line) {
		try {
			for (CommittedLine.Batch batch = line.next(); batch != null; batch = line.next()) {
				tell(batch, line);
			}
		}
		finally {
			this.line.set(null);
		}
	}

	private void tell(CommittedLine.Batch batch, CommittedLine line) {
		int told = 0;
		ListedEvents listed = new ListedEvents();
		for (WrittenRow row : batch.rows()) {
			if (!batch.isGone(row)) {
				told += tell(row, batch, listed, line) ? 1 : 0;
			}
		}
		for (ListListenerMethod listener : listed.methods()) {
			ListedEvents.Taken taken = listed.take(listener, batch::isGone);
			if (!taken.events().isEmpty()) {
				tell(listener, taken, batch, line);
			}
		}
		logTold(told, batch.depth());
	}

	private static void logTold(int events, int depth) {
		if (logger.isDebugEnabled()) {
			logger.debug("Told after the commit: events: " + events + ", commits in the chain: " + depth);
		}
	}

	private boolean tell(WrittenRow row, CommittedLine.Batch batch, ListedEvents listed, CommittedLine line) {
		this.listeners.glance();
		Audience.Kind told = row.kind().of(this.listeners.audienceOf(row.type().javaType()));
		if (!told.isAfterCommit()) {
			return false;
		}
		PostWriteEvent<?> event = WriteEvents.eventFor(row);
		listed.add(row, event, told.listsAfterCommit());
		int calls = this.meter.calls();
		boolean failed = false;
		for (AfterCommitListenerMethod listener : told.afterCommit()) {
			failed |= !tell(listener.getListenerId(), event, () -> listener.deliver(event), batch.depth(), line);
		}
		count(row, failed, calls);
		return true;
	}

	private void tell(ListListenerMethod listener, ListedEvents.Taken taken, CommittedLine.Batch batch,
			CommittedLine line) {
		int calls = this.meter.calls();
		boolean failed = !tell(listener.getListenerId(), taken.events().get(0), () -> listener.deliver(taken.events()),
				batch.depth(), line);
		taken.rows().forEach((row) -> count(row, failed, calls));
	}

	private void count(WrittenRow row, boolean failed, int callsBefore) {
		if (failed) {
			this.meter.failed(row);
		}
		else {
			this.meter.told(row, callsBefore);
		}
	}

	/**
	 * Calls a listener.
	 * @return whether it has not failed
	 */
	private boolean tell(String listener, PostWriteEvent<?> event, Call call, int depth, CommittedLine line) {
		if (depth > this.maxRounds) {
			this.failures.handle(new PostSaveFailure(event, listener,
					EndlessSavesException.afterCommit(this.maxRounds, event, listener)), line.thrown());
			return false;
		}
		boolean called = false;
		try {
			call.run();
			called = true;
		}
		catch (Throwable ex) {
			this.failures.listenerFailed(new PostSaveFailure(event, listener, ex), line.thrown());
		}
		line.releaseConnections();
		return called;
	}

	/**
	 * The call of a listener.
	 */
	@FunctionalInterface
	private interface Call {

		void run() throws Throwable;

	}

}
