package io.postsave.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

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

	private final Map<Object, Object> resources = new LinkedHashMap<>();

	private final boolean actualTransactionActive = TransactionSynchronizationManager.isActualTransactionActive();

	private final boolean readOnly = TransactionSynchronizationManager.isCurrentTransactionReadOnly();

	private final @Nullable Integer isolationLevel = TransactionSynchronizationManager
		.getCurrentTransactionIsolationLevel();

	private final @Nullable String name = TransactionSynchronizationManager.getCurrentTransactionName();

	private FinishedTransaction() {
	}

	/**
	 * Suspends what the thread knows of its transaction.
	 */
	static FinishedTransaction suspend() {
		FinishedTransaction finished = new FinishedTransaction();
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
		this.resources.forEach(TransactionSynchronizationManager::bindResource);
		TransactionSynchronizationManager.setActualTransactionActive(this.actualTransactionActive);
		TransactionSynchronizationManager.setCurrentTransactionReadOnly(this.readOnly);
		TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(this.isolationLevel);
		TransactionSynchronizationManager.setCurrentTransactionName(this.name);
	}

	private void unbind(@Nullable Object key) {
		Object resource = (key != null) ? TransactionSynchronizationManager.unbindResourceIfPossible(key) : null;
		if (key != null && resource != null) {
			this.resources.put(key, resource);
		}
	}

	private static @Nullable DataSource dataSourceOf(ResourceTransactionManager transactionManager) {
		return (transactionManager instanceof JpaTransactionManager manager) ? manager.getDataSource() : null;
	}

}
