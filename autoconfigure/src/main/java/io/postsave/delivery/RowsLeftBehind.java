package io.postsave.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.listener.EndedTransaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

/**
 * Warns of {@code @TransactionalEventListener} methods that save or remove entities after
 * the end of the transaction in which they were told, without one of their own: the
 * session takes them, and nobody flushes it. That is certain when the session ends, as
 * one that stays open may have another transaction.
 */
public final class RowsLeftBehind implements EndedTransaction {

	private static final Log logger = LogFactory.getLog(RowsLeftBehind.class);

	private final SpringTransactions transactions;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Creates what warns.
	 * @param transactions Spring's transactions and their sessions
	 */
	public RowsLeftBehind(SpringTransactions transactions) {
		Assert.notNull(transactions, "'transactions' must not be null");
		this.transactions = transactions;
	}

	@Override
	public int queued() {
		return this.transactions.queuedInsertsAndDeletions();
	}

	@Override
	public void leftQueued(String method, boolean committing) {
		if (this.warned.contains(method)) {
			return;
		}
		for (Object nativeSession : this.transactions.boundSessions()) {
			WriteSession session = this.transactions.sessions().sessionOf(nativeSession);
			if (!session.isInTransaction()) {
				session.onEndWithUnwritten((unit) -> warn(method, committing, unit));
			}
		}
	}

	private void warn(String method, boolean committing, String unit) {
		if (this.warned.add(method)) {
			logger.warn("Listener method " + method + " saved or removed entities of persistence unit '" + unit
					+ "' after the transaction had ended in which it was told, and without a transaction of its own. Its "
					+ "session has been closed, and nothing of that was ever written. "
					+ (committing ? "Make the method an @EventListener with @AfterCommit, or have it save in a "
							: "Have it save in a ")
					+ "transaction of its own, as with @Transactional(propagation = Propagation.REQUIRES_NEW).");
		}
	}

}
