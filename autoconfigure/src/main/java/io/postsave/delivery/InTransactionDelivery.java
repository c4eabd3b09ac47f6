package io.postsave.delivery;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.postsave.PostSaveEvent;
import io.postsave.listener.PostSaveListeners;

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

	void deliver(PendingSaves saves) {
		if (saves.isDelivering()) {
			return;
		}
		if (saves.isEmpty()) {
			saves.nothingToDeliver();
			return;
		}
		List<TransactionSynchronization> before = LateSynchronizations.current();
		saves.deliveryBegins();
		try {
			deliverInRounds(saves);
		}
		catch (Throwable ex) {
			saves.discard();
			saves.session().markRollbackOnly();
			if (ex instanceof TransactionException) {
				LateSynchronizations.registerForRollback(this.transactions, saves);
			}
			throw ex;
		}
		finally {
			saves.deliveryEnded();
			LateSynchronizations.registerAnyAddedTo(before, this.transactions, saves);
		}
	}

	private void deliverInRounds(PendingSaves saves) {
		WriteSession session = saves.session();
		for (int round = saves.roundsBefore() + 1; !saves.isEmpty(); round++) {
			Round current = saves.beginRound();
			if (round > this.maxRounds) {
				EndlessSavesException endless = endless(current.rows());
				saves.setListenerFailure(endless);
				throw endless;
			}
			boolean flushFollows = saves.isFlushedForListeners();
			for (WrittenRow row = current.next(flushFollows); row != null; row = current.next(flushFollows)) {
				publish(saves, SaveEvents.eventFor(row));
			}
			saves.endRound(current);
			if (saves.isFlushedForListeners()) {
				session.flushAgain();
			}
		}
	}

	private void publish(PendingSaves saves, PostSaveEvent<?> event) {
		try {
			this.publisher.accept(event);
		}
		catch (Throwable ex) {
			saves.setListenerFailure(ex);
			throw ex;
		}
	}

	private EndlessSavesException endless(List<WrittenRow> rows) {
		String causes = rows.stream()
			.map((row) -> row.type().javaType())
			.distinct()
			.map((entityType) -> entityType.getName() + " (told to "
					+ String.join(", ", this.listeners.namesOfListenersTo(entityType)) + ")")
			.collect(Collectors.joining("; "));
		return EndlessSavesException.inTransaction(this.maxRounds, rows.get(0).type().persistenceUnit(), causes);
	}

}
