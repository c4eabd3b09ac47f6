package io.postsave.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The synchronizations that one delivery's listeners have registered, those of
 * {@code @TransactionalEventListener} methods among them. Spring calls those that it knew
 * when it began to commit; as one of them, this notices whether it did, and makes up for
 * the calls that were missed because the rows were first written by the commit. It also
 * rolls back where one of them, or a listener that they flush for, has made Spring leave
 * the transaction alone.
 */
final class LateSynchronizations implements TransactionSynchronization {

	private static final Log logger = LogFactory.getLog(LateSynchronizations.class);

	private final SpringTransactions transactions;

	private final WriteSession session;

	private final boolean managedBySpring;

	private final List<TransactionSynchronization> registered;

	private boolean beforeCommitCalled;

	private boolean beforeCompletionCalled;

	private LateSynchronizations(SpringTransactions transactions, WriteSession session, boolean managedBySpring,
			List<TransactionSynchronization> registered) {
		this.transactions = transactions;
		this.session = session;
		this.managedBySpring = managedBySpring;
		this.registered = registered;
	}

	/**
	 * Return what is registered with the current transaction.
	 */
	static List<TransactionSynchronization> current() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				? TransactionSynchronizationManager.getSynchronizations() : List.of();
	}

	/**
	 * Sees to what was registered during a delivery, but for what a delivery in another
	 * session within it has seen to already.
	 * @param before what was registered when the delivery began
	 * @param transactions Spring's transactions on the thread
	 * @param session the session that was delivered in
	 * @param managedBySpring whether its transaction is one of Spring's
	 */
	static void registerAnyAddedTo(List<TransactionSynchronization> before, SpringTransactions transactions,
			WriteSession session, boolean managedBySpring) {
		List<TransactionSynchronization> after = current();
		if (after.size() > before.size()) {
			Set<TransactionSynchronization> known = Collections.newSetFromMap(new IdentityHashMap<>());
			known.addAll(before);
			for (TransactionSynchronization synchronization : after) {
				if (synchronization instanceof LateSynchronizations nested && known.add(nested)) {
					known.addAll(nested.registered);
				}
			}
			List<TransactionSynchronization> added = after.stream()
				.filter((synchronization) -> !known.contains(synchronization))
				.toList();
			if (!added.isEmpty()) {
				new LateSynchronizations(transactions, session, managedBySpring, added).register();
			}
		}
	}

	/**
	 * Sees to it that the transaction is rolled back, whatever listeners have registered.
	 * @param transactions Spring's transactions on the thread
	 * @param session the session that was being delivered in
	 * @param managedBySpring whether its transaction is one of Spring's
	 */
	static void registerForRollback(SpringTransactions transactions, WriteSession session, boolean managedBySpring) {
		new LateSynchronizations(transactions, session, managedBySpring, List.of()).register();
	}

	/**
	 * Calls what Spring has not called of all synchronizations registered by listeners.
	 * @param readOnly whether the transaction is read-only
	 * @return whether there was anything to call
	 */
	static boolean callMissed(boolean readOnly) {
		if (registered().isEmpty()) {
			return false;
		}
		boolean called = callMissedBeforeCommit(readOnly);
		for (LateSynchronizations late : registered()) {
			called |= late.callMissedBeforeCompletion();
		}
		return called;
	}

	/**
	 * Calls what Spring has not called before the commit of synchronizations registered
	 * by listeners, and will call before the completion.
	 * @param readOnly whether the transaction is read-only
	 * @return whether there was anything to call
	 */
	static boolean callMissedBeforeCommit(boolean readOnly) {
		boolean called = false;
		for (LateSynchronizations late : registered()) {
			called |= late.callThatMissedBeforeCommit(readOnly);
		}
		return called;
	}

	private static List<LateSynchronizations> registered() {
		List<LateSynchronizations> registered = List.of();
		for (TransactionSynchronization synchronization : current()) {
			if (synchronization instanceof LateSynchronizations late) {
				registered = registered.isEmpty() ? new ArrayList<>() : registered;
				registered.add(late);
			}
		}
		return registered;
	}

	private void register() {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(this);
		}
	}

	private boolean callThatMissedBeforeCommit(boolean readOnly) {
		if (this.beforeCommitCalled) {
			return false;
		}
		this.beforeCommitCalled = true;
		this.registered.forEach((synchronization) -> synchronization.beforeCommit(readOnly));
		return true;
	}

	private boolean callMissedBeforeCompletion() {
		if (this.beforeCompletionCalled || !this.beforeCommitCalled) {
			return false;
		}
		this.beforeCompletionCalled = true;
		for (TransactionSynchronization synchronization : this.registered) {
			try {
				synchronization.beforeCompletion();
			}
			catch (Throwable ex) {
				logger.error("TransactionSynchronization.beforeCompletion threw exception", ex);
			}
		}
		return true;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		this.beforeCommitCalled = true;
	}

	@Override
	public void beforeCompletion() {
		this.beforeCompletionCalled = true;
	}

	/**
	 * Spring does not roll back when a synchronization throws a
	 * {@code TransactionException}, as it takes it for the commit's own. Where the
	 * transaction of another unit is rolled back within this one, it is not this one's
	 * end.
	 */
	@Override
	public void afterCompletion(int status) {
		if (status != STATUS_COMMITTED && this.managedBySpring && this.transactions.isOnlyOne()) {
			this.session.rollback();
		}
	}

}
