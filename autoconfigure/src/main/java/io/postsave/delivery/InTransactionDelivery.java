package io.postsave.delivery;

import java.util.List;
import java.util.stream.Collectors;

import io.postsave.PostWriteEvent;
import io.postsave.listener.Audience;
import io.postsave.listener.InTransactionPublication;
import io.postsave.listener.ListListenerMethod;
import io.postsave.listener.PostSaveListeners;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.util.Assert;

/**
 * Tells the pending saves of a session within its transaction. What listeners save or
 * change meanwhile is flushed and told in the next round, until a round leaves nothing
 * behind. A flush that a listener causes writes, and its saves wait in line: the
 * listeners of one event are never interrupted by the next.
 */
public final class InTransactionDelivery {

	private static final Log logger = LogFactory.getLog(InTransactionDelivery.class);

	private final InTransactionPublication publication;

	private final PostSaveListeners listeners;

	private final SpringTransactions transactions;

	private final LateSynchronizations lateSynchronizations;

	private final int maxRounds;

	private final TellingMeter meter = new TellingMeter();

	/**
	 * Creates the delivery.
	 * @param publication publishes the events
	 * @param listeners who listens to what
	 * @param transactions Spring's transactions
	 * @param maxRounds how many rounds may follow each other
	 */
	public InTransactionDelivery(InTransactionPublication publication, PostSaveListeners listeners,
			SpringTransactions transactions, int maxRounds) {
		Assert.notNull(publication, "'publication' must not be null");
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(transactions, "'transactions' must not be null");
		Assert.isTrue(maxRounds > 0, "'maxRounds' must be positive");
		this.publication = publication;
		this.listeners = listeners;
		this.transactions = transactions;
		this.lateSynchronizations = new LateSynchronizations(transactions);
		this.maxRounds = maxRounds;
	}

	/**
	 * Return what counts the rows that are told.
	 */
	TellingMeter meter() {
		return this.meter;
	}

	/**
	 * Return what listeners register with transactions.
	 */
	LateSynchronizations lateSynchronizations() {
		return this.lateSynchronizations;
	}

	/**
	 * Tells what waits, unless that is being done already: then it is told in the next
	 * round.
	 */
	void deliver(PendingSaves saves) {
		if (saves.waiting().isInDelivery()) {
			return;
		}
		if (!saves.waiting().isToBeDelivered()) {
			saves.waiting().endDelivery();
			return;
		}
		WriteSession session = saves.session();
		Commit commit = this.transactions.openCommits().tellingIn(session);
		List<TransactionSynchronization> before = this.lateSynchronizations.deliveryBegins(session,
				saves.isManagedBySpring());
		int uncalled = 0;
		session.look();
		try {
			uncalled = deliverInRounds(saves, commit);
		}
		catch (Throwable ex) {
			saves.discardWaiting();
			session.markRollbackOnly();
			if (ex instanceof TransactionException) {
				this.lateSynchronizations.registerForRollback(session, saves.isManagedBySpring());
			}
			throw ex;
		}
		finally {
			logTold(saves.waiting());
			saves.waiting().endDelivery();
			if (commit == null || !commit.isFlushing()) {
				session.forgetLook();
			}
			this.lateSynchronizations.deliveryEnds(before, uncalled, session, saves.isManagedBySpring());
		}
	}

	private static void logTold(WaitingRows waiting) {
		if (logger.isDebugEnabled()) {
			logger.debug("Told in the transaction: " + waiting.toldSoFar());
		}
	}

	/**
	 * Tells until nothing waits any more.
	 * @return how many synchronizations were registered that do nothing before the
	 * transaction has ended, as far as that is known
	 */
	private int deliverInRounds(PendingSaves saves, @Nullable Commit commit) {
		WriteSession session = saves.session();
		WaitingRows waiting = saves.waiting();
		int uncalled = 0;
		int told = 0;
		for (int round = roundsBefore(commit) + 1; waiting.isToBeDelivered(); round++) {
			Round current = saves.beginRound();
			if (round > this.maxRounds) {
				EndlessSavesException endless = endless(
						current.rows().isEmpty() ? waiting.listed().rows() : current.rows());
				listenerFailed(endless, commit);
				throw endless;
			}
			boolean anyoneIsTold = !current.rows().isEmpty() || waiting.isAnythingListed();
			told += anyoneIsTold ? 1 : 0;
			boolean flushFollows = FlushDecisions.isFlushedAfterRound(session, waiting.isFlushed());
			for (WrittenRow row = current.next(flushFollows); row != null; row = current.next(flushFollows)) {
				uncalled += tell(row, saves, commit);
			}
			tellLists(saves, flushFollows, commit);
			saves.endRound(current);
			if (FlushDecisions.isFlushedAfterRound(session, waiting.isFlushed()) && session.flushAgain(anyoneIsTold)) {
				waiting.listenersCalledElsewhere();
			}
		}
		this.meter.delivered(told);
		return uncalled;
	}

	private int tell(WrittenRow row, PendingSaves saves, @Nullable Commit commit) {
		Audience.Kind told = row.kind().of(this.listeners.audienceOf(row.type().javaType()));
		if (!told.isInTransaction()) {
			return 0;
		}
		saves.rowTold();
		PostWriteEvent<?> event = WriteEvents.eventFor(row);
		saves.waiting().told(row);
		if (!told.lists().isEmpty()) {
			saves.waiting().listed().add(row, event, told.lists());
		}
		if (!told.published()) {
			return 0;
		}
		int calls = this.meter.calls();
		int registered = publish(row, event, commit);
		this.meter.told(row, told, calls);
		return registered;
	}

	/**
	 * Tells those who are told of lists. A row that is to be removed goes on waiting
	 * until the flush that follows has decided.
	 */
	private void tellLists(PendingSaves saves, boolean flushFollows, @Nullable Commit commit) {
		if (!saves.waiting().isAnythingListed()) {
			return;
		}
		ListedEvents listed = saves.waiting().listed();
		for (ListListenerMethod method : listed.methods()) {
			ListedEvents.Taken taken = listed.take(method, (row) -> flushFollows && saves.isToBeRemoved(row));
			if (!taken.events().isEmpty()) {
				tell(method, taken, commit);
			}
		}
	}

	private void tell(ListListenerMethod method, ListedEvents.Taken taken, @Nullable Commit commit) {
		int calls = this.meter.calls();
		try {
			method.tell(taken.events());
		}
		catch (Throwable ex) {
			taken.rows().forEach(this.meter::failed);
			listenerFailed(ex, commit);
			throw ex;
		}
		taken.rows().forEach((row) -> this.meter.told(row, calls));
	}

	private static int roundsBefore(@Nullable Commit commit) {
		return (commit != null) ? commit.round() : 0;
	}

	private int publish(WrittenRow row, PostWriteEvent<?> event, @Nullable Commit commit) {
		try {
			return this.publication.publish(event);
		}
		catch (Throwable ex) {
			this.meter.failed(row);
			listenerFailed(ex, commit);
			throw ex;
		}
	}

	private static void listenerFailed(Throwable failure, @Nullable Commit commit) {
		if (commit != null) {
			commit.listenerFailed(failure);
		}
	}

	private EndlessSavesException endless(List<WrittenRow> rows) {
		if (rows.isEmpty()) {
			return EndlessSavesException.acrossSessions(this.maxRounds);
		}
		String causes = rows.stream()
			.map((row) -> row.type().javaType())
			.distinct()
			.map((entityType) -> entityType.getName() + " (told to "
					+ String.join(", ", this.listeners.namesOfListenersTo(entityType)) + ")")
			.collect(Collectors.joining("; "));
		return EndlessSavesException.inTransaction(this.maxRounds, rows.get(0).type().persistenceUnit(), causes);
	}

}
