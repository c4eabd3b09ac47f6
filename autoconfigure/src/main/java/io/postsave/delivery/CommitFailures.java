package io.postsave.delivery;

import jakarta.persistence.RollbackException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.TransactionSystemException;

/**
 * Gives a failure of the flush before the commit the type that it has when the commit
 * itself flushes, as {@code JpaTransactionManager.doCommit} does it. A listener's
 * exception stays what it is.
 */
final class CommitFailures {

	private final @Nullable JpaTransactionManager transactionManager;

	CommitFailures(TransactionManager transactionManager) {
		this.transactionManager = (transactionManager instanceof JpaTransactionManager manager) ? manager : null;
	}

	RuntimeException translate(RuntimeException failure, @Nullable Throwable listenerFailure) {
		if (listenerFailure instanceof RuntimeException original) {
			return original;
		}
		if (this.transactionManager == null) {
			return failure;
		}
		DataAccessException translated = this.transactionManager.getJpaDialect().translateExceptionIfPossible(failure);
		return (translated != null) ? translated : new TransactionSystemException("Could not commit JPA transaction",
				new RollbackException("Error while committing the transaction", failure));
	}

}
