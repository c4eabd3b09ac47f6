package io.postsave.delivery;

import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * The synchronizations that one delivery's listeners have registered. As one of them,
 * this notices whether Spring has called them, and makes up for the calls that were
 * missed. It also rolls back where one of them, or a listener that they flush for, has
 * made Spring leave the transaction alone.
 */
final class RegisteredSynchronizations implements TransactionSynchronization {

	private static final Log logger = LogFactory.getLog(RegisteredSynchronizations.class);

	private final ThreadLocal<@Nullable RegisteredSynchronizations> first;

	private final Runnable rollback;

	private final Supplier<List<TransactionSynchronization>> added;

	private @Nullable List<TransactionSynchronization> registered;

	private final boolean foremost;

	private @Nullable RegisteredSynchronizations next;

	private boolean beforeCommitCalled;

	private boolean beforeCompletionCalled;

	private volatile boolean over;

	/**
	 * Creates what sees to synchronizations.
	 * @param first where the first one of a transaction is known
	 * @param rollback rolls the transaction back, if it has not been
	 * @param added finds the synchronizations
	 * @param foremost whether Spring calls this before all others
	 */
	RegisteredSynchronizations(ThreadLocal<@Nullable RegisteredSynchronizations> first, Runnable rollback,
			Supplier<List<TransactionSynchronization>> added, boolean foremost) {
		this.first = first;
		this.rollback = rollback;
		this.added = added;
		this.foremost = foremost;
	}

	/**
	 * Return what was registered with the transaction after this one, or {@code null}.
	 */
	@Nullable RegisteredSynchronizations next() {
		return this.next;
	}

	/**
	 * Adds what was registered after all that are known.
	 */
	void append(RegisteredSynchronizations added) {
		RegisteredSynchronizations last = this;
		while (last.next != null) {
			last = last.next;
		}
		last.next = added;
	}

	/**
	 * Return the synchronizations that nobody else has to see to.
	 */
	List<TransactionSynchronization> seenTo() {
		return this.foremost ? List.of() : registered();
	}

	private List<TransactionSynchronization> registered() {
		List<TransactionSynchronization> registered = this.registered;
		if (registered == null) {
			registered = this.added.get();
			this.registered = registered;
		}
		return registered;
	}

	/**
	 * Whether Spring has not begun to commit, as it would have called this first: then it
	 * will call all others, too.
	 */
	boolean isCalledBeforeOthers() {
		return this.foremost && !this.beforeCommitCalled && !this.beforeCompletionCalled;
	}

	/**
	 * Whether the transaction has ended, perhaps on another thread.
	 */
	boolean isOver() {
		return this.over;
	}

	boolean callMissedBeforeCommit(boolean readOnly) {
		if (this.beforeCommitCalled) {
			return false;
		}
		this.beforeCommitCalled = true;
		registered().forEach((synchronization) -> synchronization.beforeCommit(readOnly));
		return !registered().isEmpty();
	}

	boolean callMissedBeforeCompletion() {
		if (this.beforeCompletionCalled || !this.beforeCommitCalled) {
			return false;
		}
		this.beforeCompletionCalled = true;
		for (TransactionSynchronization synchronization : registered()) {
			try {
				synchronization.beforeCompletion();
			}
			catch (Throwable ex) {
				logger.error("TransactionSynchronization.beforeCompletion threw exception", ex);
			}
		}
		return !registered().isEmpty();
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void suspend() {
		forget();
	}

	@Override
	public void resume() {
		if (this.first.get() == null) {
			this.first.set(this);
		}
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
	 * {@code TransactionException}, as it takes it for the commit's own.
	 */
	@Override
	public void afterCompletion(int status) {
		this.over = true;
		forget();
		if (status != STATUS_COMMITTED) {
			this.rollback.run();
		}
	}

	private void forget() {
		if (this.first.get() == this) {
			this.first.set(null);
		}
	}

}
