package io.postsave.delivery;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.postsave.PostSaveEvent;
import io.postsave.listener.PostSaveListeners;
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

	private final Consumer<PostSaveEvent<?>> publisher;

	private final PostSaveListeners listeners;

	private final SpringTransactions transactions;

	private final int maxRounds;

	/**
	 * Creates the delivery.
	 * @param publisher publishes the events
	 * @param listeners who listens to what
	 * @param transactions Spring's transactions
	 * @param maxRounds how many rounds may follow each other
	 */
	public InTransactionDelivery(Consumer<PostSaveEvent<?>> publisher, PostSaveListeners listeners,
			SpringTransactions transactions, int maxRounds) {
		Assert.notNull(publisher, "'publisher' must not be null");
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(transactions, "'transactions' must not be null");
		Assert.isTrue(maxRounds > 0, "'maxRounds' must be positive");
		this.publisher = publisher;
		this.listeners = listeners;
		this.transactions = transactions;
		this.maxRounds = maxRounds;
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
		List<TransactionSynchronization> before = LateSynchronizations.current();
		session.look();
		try {
			deliverInRounds(saves, commit);
		}
		catch (Throwable ex) {
			saves.discardWaiting();
			session.markRollbackOnly();
			if (ex instanceof TransactionException) {
				LateSynchronizations.registerForRollback(this.transactions, session, saves.isManagedBySpring());
			}
			throw ex;
		}
		finally {
			saves.waiting().endDelivery();
			if (commit == null || !commit.isFlushing()) {
				session.forgetLook();
			}
			LateSynchronizations.registerAnyAddedTo(before, this.transactions, session, saves.isManagedBySpring());
		}
	}

	private void deliverInRounds(PendingSaves saves, @Nullable Commit commit) {
		WriteSession session = saves.session();
		WaitingRows waiting = saves.waiting();
		for (int round = roundsBefore(commit) + 1; waiting.isToBeDelivered(); round++) {
			Round current = saves.beginRound();
			if (round > this.maxRounds) {
				EndlessSavesException endless = endless(current.rows());
				listenerFailed(endless, commit);
				throw endless;
			}
			boolean anyoneIsTold = !current.rows().isEmpty();
			boolean flushFollows = FlushDecisions.isFlushedAfterRound(session, waiting.isFlushed());
			for (WrittenRow row = current.next(flushFollows); row != null; row = current.next(flushFollows)) {
				publish(SaveEvents.eventFor(row), commit);
			}
			saves.endRound(current);
			if (FlushDecisions.isFlushedAfterRound(session, waiting.isFlushed())) {
				if (session.flushAgain(anyoneIsTold)) {
					waiting.listenersCalledElsewhere();
				}
			}
		}
	}

	private static int roundsBefore(@Nullable Commit commit) {
		return (commit != null) ? commit.round() : 0;
	}

	private void publish(PostSaveEvent<?> event, @Nullable Commit commit) {
		try {
			this.publisher.accept(event);
		}
		catch (Throwable ex) {
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
