package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.delivery.WriteSession.Sessions;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * The transactions that Spring manages on the current thread, by their managers.
 */
public final class SpringTransactions {

	private final Sessions sessions;

	private final List<ResourceTransactionManager> managers = new CopyOnWriteArrayList<>();

	/**
	 * Creates the view on the transactions.
	 * @param sessions finds their sessions
	 */
	public SpringTransactions(Sessions sessions) {
		Assert.notNull(sessions, "'sessions' must not be null");
		this.sessions = sessions;
	}

	Sessions sessions() {
		return this.sessions;
	}

	void add(ResourceTransactionManager manager) {
		this.managers.add(manager);
	}

	/**
	 * Return the session that a manager has bound.
	 */
	@Nullable Object sessionOf(ResourceTransactionManager manager) {
		return this.sessions.nativeSession(TransactionSynchronizationManager.getResource(manager.getResourceFactory()));
	}

	/**
	 * Whether a session's transaction is one of Spring's, rather than the application's.
	 */
	boolean manage(WriteSession session) {
		for (int i = 0; i < this.managers.size(); i++) {
			Object resource = TransactionSynchronizationManager.getResource(this.managers.get(i).getResourceFactory());
			if (resource instanceof ResourceHolderSupport holder && holder.isSynchronizedWithTransaction()) {
				Object nativeSession = this.sessions.nativeSession(holder);
				if (nativeSession != null && session.isFor(nativeSession)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Whether no more than one is bound, rather than those of several units.
	 */
	boolean isOnlyOne() {
		int bound = 0;
		for (ResourceTransactionManager manager : this.managers) {
			bound += TransactionSynchronizationManager.hasResource(manager.getResourceFactory()) ? 1 : 0;
		}
		return bound <= 1;
	}

	/**
	 * Suspends those that have ended but are still bound, which is so while their
	 * synchronizations are called: whoever joined them would write nothing.
	 * @return what is to be resumed, {@code null} if there are none
	 */
	@Nullable FinishedTransaction suspendFinished() {
		FinishedTransaction finished = null;
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			for (ResourceTransactionManager manager : this.managers) {
				Object nativeSession = sessionOf(manager);
				if (nativeSession != null && !this.sessions.sessionOf(nativeSession).isInTransaction()) {
					finished = (finished != null) ? finished : FinishedTransaction.suspend();
					finished.unbindResourcesOf(manager);
				}
			}
		}
		return finished;
	}

	/**
	 * Writes what the current transactions have changed, as far as they may write.
	 */
	void flush() {
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			boundSessions().stream()
				.map(this.sessions::sessionOf)
				.filter((session) -> session.isInTransaction() && session.isFlushedAtCommit())
				.forEach(WriteSession::flush);
		}
	}

	private List<Object> boundSessions() {
		List<Object> found = new ArrayList<>(1);
		for (Object resource : List.copyOf(TransactionSynchronizationManager.getResourceMap().values())) {
			Object nativeSession = this.sessions.nativeSession(resource);
			if (nativeSession != null) {
				found.add(nativeSession);
			}
		}
		return found;
	}

}
