package io.postsave.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NamedThreadLocal;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The synchronizations that listeners register with the current transaction, those of
 * {@code @TransactionalEventListener} methods among them. Spring calls those that it knew
 * when it began to commit; what comes later, as rows were first written by the commit, is
 * called here.
 */
final class LateSynchronizations {

	private static final int MANY = 16;

	private final SpringTransactions transactions;

	private final ThreadLocal<@Nullable RegisteredSynchronizations> first = new NamedThreadLocal<>(
			"Late synchronizations");

	LateSynchronizations(SpringTransactions transactions) {
		this.transactions = transactions;
	}

	/**
	 * A delivery begins. Spring makes a sorted copy whenever it is asked what is
	 * registered. So where there is much, one synchronization stands for all that come
	 * after it: Spring calls those if it calls that one.
	 * @param session the session that is delivered in
	 * @param managedBySpring whether its transaction is one of Spring's
	 * @return what is registered, {@code null} if it need not be known
	 */
	@Nullable List<TransactionSynchronization> deliveryBegins(WriteSession session, boolean managedBySpring) {
		RegisteredSynchronizations first = first();
		if (first != null && first.isCalledBeforeOthers()) {
			return null;
		}
		List<TransactionSynchronization> before = current();
		if (first == null && before.size() > MANY && isOvertakenByNobody(before.get(0))) {
			register(session, managedBySpring, () -> added(before, current()), true);
			return null;
		}
		return before;
	}

	private static boolean isOvertakenByNobody(TransactionSynchronization foremost) {
		return !(foremost instanceof PriorityOrdered) && foremost.getOrder() > Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * A delivery ends. Sees to what was registered meanwhile, but for what a delivery in
	 * another session within it has seen to already.
	 * @param before what was registered when the delivery began, {@code null} if it need
	 * not be known
	 * @param uncalled how many of the added ones do nothing before the transaction has
	 * ended
	 * @param session the session that was delivered in
	 * @param managedBySpring whether its transaction is one of Spring's
	 */
	void deliveryEnds(@Nullable List<TransactionSynchronization> before, int uncalled, WriteSession session,
			boolean managedBySpring) {
		if (before == null) {
			return;
		}
		List<TransactionSynchronization> after = current();
		if (after.size() > before.size() && after.size() - before.size() != uncalled) {
			List<TransactionSynchronization> added = added(before, after);
			if (!added.isEmpty()) {
				register(session, managedBySpring, () -> added, false);
			}
		}
	}

	private static List<TransactionSynchronization> added(List<TransactionSynchronization> before,
			List<TransactionSynchronization> after) {
		Set<TransactionSynchronization> known = Collections.newSetFromMap(new IdentityHashMap<>());
		known.addAll(before);
		for (TransactionSynchronization synchronization : after) {
			if (synchronization instanceof RegisteredSynchronizations nested && known.add(nested)) {
				known.addAll(nested.seenTo());
			}
		}
		return after.stream().filter((synchronization) -> !known.contains(synchronization)).toList();
	}

	/**
	 * Sees to it that the transaction is rolled back, whatever listeners have registered.
	 * @param session the session that was being delivered in
	 * @param managedBySpring whether its transaction is one of Spring's
	 */
	void registerForRollback(WriteSession session, boolean managedBySpring) {
		register(session, managedBySpring, List::of, false);
	}

	private void register(WriteSession session, boolean managedBySpring,
			Supplier<List<TransactionSynchronization>> registered, boolean foremost) {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			RegisteredSynchronizations added = new RegisteredSynchronizations(this.first,
					() -> rollback(session, managedBySpring), registered, foremost);
			TransactionSynchronizationManager.registerSynchronization(added);
			RegisteredSynchronizations first = first();
			if (first == null) {
				this.first.set(added);
			}
			else {
				first.append(added);
			}
		}
	}

	/**
	 * Where the transaction of another unit is rolled back within this one, it is not
	 * this one's end.
	 */
	private void rollback(WriteSession session, boolean managedBySpring) {
		if (managedBySpring && this.transactions.isOnlyOne()) {
			session.rollback();
		}
	}

	/**
	 * Whether listeners have registered anything with the current transaction that may
	 * have to be called.
	 */
	boolean isAny() {
		return first() != null;
	}

	private @Nullable RegisteredSynchronizations first() {
		RegisteredSynchronizations first = this.first.get();
		return (first != null && !first.isOver()) ? first : null;
	}

	/**
	 * Calls what Spring has not called of all synchronizations registered by listeners.
	 * @param readOnly whether the transaction is read-only
	 * @return whether there was anything to call
	 */
	boolean callMissed(boolean readOnly) {
		if (!isAny()) {
			return false;
		}
		boolean called = callMissedBeforeCommit(readOnly);
		for (RegisteredSynchronizations late : registered()) {
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
	boolean callMissedBeforeCommit(boolean readOnly) {
		boolean called = false;
		if (isAny()) {
			for (RegisteredSynchronizations late : registered()) {
				called |= late.callMissedBeforeCommit(readOnly);
			}
		}
		return called;
	}

	/**
	 * Return those of the current transaction, as they are now: what they call may add
	 * others.
	 */
	private List<RegisteredSynchronizations> registered() {
		List<RegisteredSynchronizations> registered = new ArrayList<>(1);
		for (RegisteredSynchronizations late = first(); late != null; late = late.next()) {
			registered.add(late);
		}
		return registered;
	}

	private static List<TransactionSynchronization> current() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				? TransactionSynchronizationManager.getSynchronizations() : List.of();
	}

}
