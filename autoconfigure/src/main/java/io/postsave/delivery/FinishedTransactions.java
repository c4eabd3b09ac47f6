package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Suspends the transactions that have ended but are still bound, which is so while their
 * synchronizations are called, and until their managers have cleaned up: whoever joined
 * them would write nothing.
 */
final class FinishedTransactions {

	private final SpringTransactions transactions;

	FinishedTransactions(SpringTransactions transactions) {
		this.transactions = transactions;
	}

	/**
	 * Suspends whatever has ended.
	 * @param resource what the manager that has just ended one has bound something with,
	 * {@code null} if the manager is not known
	 * @param ended a session that has just ended its transaction, or has been given the
	 * connection of one, {@code null} if there is none that is not bound
	 * @return what is to be resumed
	 */
	FinishedTransaction suspendAll(@Nullable Object resource, @Nullable WriteSession ended) {
		FinishedTransaction finished = TransactionSynchronizationManager.isActualTransactionActive()
				? suspendBound(resource, ended) : FinishedTransaction.none();
		finished.addOwnSession(ended);
		return finished;
	}

	private FinishedTransaction suspendBound(@Nullable Object resource, @Nullable WriteSession ended) {
		List<Object> keys = new ArrayList<>(2);
		List<WriteSession> sessions = new ArrayList<>(1);
		for (Map.Entry<Object, Object> bound : SpringTransactions.resources().entrySet()) {
			Object nativeSession = this.transactions.transactionalSession(bound.getValue());
			WriteSession session = (nativeSession != null) ? this.transactions.sessions().sessionOf(nativeSession)
					: null;
			if (session != null && !session.isInTransaction()) {
				keys.add(bound.getKey());
				sessions.add(session);
			}
		}
		if (resource != null && !(resource instanceof EntityManagerFactory)) {
			keys.add(resource);
		}
		if (ended != null && ended.isConnectionProvided()) {
			sessions.add(ended);
		}
		if (keys.isEmpty() && sessions.isEmpty()) {
			return FinishedTransaction.none();
		}
		FinishedTransaction finished = FinishedTransaction.suspend();
		sessions.forEach(finished::addSession);
		keys.forEach(finished::unbind);
		finished.unbindConnections();
		return finished;
	}

	/**
	 * Suspends the transaction that a manager has just ended. If the manager is Spring's
	 * for JPA and there is no other one, what it has bound is known.
	 * @param manager the manager
	 * @param session its session
	 * @return what is to be resumed
	 */
	FinishedTransaction suspendEnded(ResourceTransactionManager manager, WriteSession session) {
		if (manager.getClass() != JpaTransactionManager.class || !this.transactions.isOnlyManager(manager)) {
			return suspendAll(manager.getResourceFactory(), null);
		}
		DataSource dataSource = ((JpaTransactionManager) manager).getDataSource();
		FinishedTransaction finished = FinishedTransaction.suspend();
		finished.addSession(session);
		finished.unbind(manager.getResourceFactory());
		if (dataSource != null) {
			finished.unbind(dataSource);
		}
		return finished;
	}

}
