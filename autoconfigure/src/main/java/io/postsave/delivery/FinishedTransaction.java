package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction that has committed but is still bound to its thread. Suspended, it lets
 * others begin their own: otherwise they would join it and write nothing. It is resumed
 * so that its manager finds what it is about to clean up.
 */
final class FinishedTransaction {

	private final List<Bound> unbound = new ArrayList<>(2);

	private final boolean actualTransactionActive = TransactionSynchronizationManager.isActualTransactionActive();

	private final boolean readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();

	private final @Nullable Integer isolationLevel = TransactionSynchronizationManager
		.getCurrentTransactionIsolationLevel();

	private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();

	private FinishedTransaction() {
	}

	/**
	 * Suspends what the thread knows of its transaction. Is bound itself meanwhile, as
	 * Spring throws away and makes anew what holds a thread's resources when the last one
	 * goes.
	 */
	static FinishedTransaction suspend() {
		FinishedTransaction finished = new FinishedTransaction();
		TransactionSynchronizationManager.bindResource(finished, finished);
		TransactionSynchronizationManager.setActualTransactionActive(false);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(false);
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(null);
		TransactionSynchronizationManager.setCurrentTransactionName(null);
		return finished;
	}

	void unbindResourcesOf(ResourceTransactionManager transactionManager) {
		unbind(transactionManager.getResourceFactory());
		unbind(dataSourceOf(transactionManager));
	}

	/**
	 * Gives the connection back, unless the manager has prepared it and will want to
	 * reset it.
	 */
	void releaseConnectionOf(WriteSession session) {
		if (!this.readOnly && this.isolationLevel == null) {
			session.releaseConnection();
		}
	}

	void resume() {
		for (Bound bound : this.unbound) {
			TransactionSynchronizationManager.bindResource(bound.key(), bound.resource());
		}
		TransactionSynchronizationManager.unbindResourceIfPossible(this);
		TransactionSynchronizationManager.setActualTransactionActive(this.actualTransactionActive);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(this.readOnly);
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(this.isolationLevel);
		TransactionSynchronizationManager.setCurrentTransactionName(this.name);
	}

	private void unbind(@Nullable Object key) {
		Object resource = (key != null) ? TransactionSynchronizationManager.unbindResourceIfPossible(key) : null;
		if (key != null && resource != null) {
			this.unbound.add(new Bound(key, resource));
		}
	}

	private static @Nullable DataSource dataSourceOf(ResourceTransactionManager transactionManager) {
		return (transactionManager instanceof JpaTransactionManager manager) ? manager.getDataSource() : null;
	}

	private record Bound(Object key, Object resource) {
	}

}
