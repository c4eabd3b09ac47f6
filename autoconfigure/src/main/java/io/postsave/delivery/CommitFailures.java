package io.postsave.delivery;

import jakarta.persistence.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.hibernate.HibernateExceptionTranslator;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.jta.JtaTransactionManager;

/**
 * Gives a failure of the flush before the commit the type that it has when the commit
 * itself flushes, as the {@code doCommit} of the transaction's manager does it. A
 * listener's exception stays what it is.
 */
abstract class CommitFailures {

	private static final CommitFailures UNTRANSLATED = new CommitFailures() {

		@Override
		RuntimeException translate(RuntimeException failure) {
			return failure;
		}

	};

	/**
	 * Return what the failures of a manager's commits become.
	 */
	static CommitFailures of(TransactionManager transactionManager) {
		if (transactionManager instanceof JpaTransactionManager manager) {
			return new OfJpa(manager);
		}
		if (transactionManager instanceof JtaTransactionManager manager) {
			return new OfJta(manager);
		}
		return (transactionManager instanceof HibernateTransactionManager) ? new OfHibernate() : UNTRANSLATED;
	}

	RuntimeException translate(RuntimeException failure, @Nullable Throwable listenerFailure) {
		return (listenerFailure instanceof RuntimeException original) ? original : translate(failure);
	}

	abstract RuntimeException translate(RuntimeException failure);

	/**
	 * Whether the manager itself rolls back on a failure before the commit: not on a
	 * {@link TransactionException}, as it takes it for the commit's own, nor on a checked
	 * exception, which Kotlin's listeners may throw.
	 */
	boolean isRolledBackBySpring(Throwable failure) {
		return (failure instanceof RuntimeException || failure instanceof Error)
				&& !(failure instanceof TransactionException);
	}

	/**
	 * Rolls back a transaction that has no session of its own.
	 */
	void rollback() {
	}

	/**
	 * As {@code JpaTransactionManager.doCommit} does it.
	 */
	private static final class OfJpa extends CommitFailures {

		private final JpaTransactionManager transactionManager;

		OfJpa(JpaTransactionManager transactionManager) {
			this.transactionManager = transactionManager;
		}

		@Override
		RuntimeException translate(RuntimeException failure) {
			DataAccessException translated = this.transactionManager.getJpaDialect()
				.translateExceptionIfPossible(failure);
			return (translated != null) ? translated
					: new TransactionSystemException("Could not commit JPA transaction",
							new RollbackException("Error while committing the transaction", failure));
		}

	}

	/**
	 * As {@code HibernateTransactionManager.doCommit} does it.
	 */
	private static final class OfHibernate extends CommitFailures {

		private final HibernateExceptionTranslator translator = new HibernateExceptionTranslator();

		@Override
		RuntimeException translate(RuntimeException failure) {
			return DataAccessUtils.translateIfNecessary(failure, this.translator);
		}

	}

	/**
	 * As {@code JtaTransactionManager.doCommit} does it: the failure is behind the
	 * rollback that JTA's own commit tells.
	 */
	private static final class OfJta extends CommitFailures {

		private final JtaTransactionManager transactionManager;

		OfJta(JtaTransactionManager transactionManager) {
			this.transactionManager = transactionManager;
		}

		@Override
		RuntimeException translate(RuntimeException failure) {
			Throwable rollback = new jakarta.transaction.RollbackException("The flush before the commit has failed")
				.initCause(failure);
			return new UnexpectedRollbackException("JTA transaction unexpectedly rolled back (maybe due to a timeout)",
					rollback);
		}

		@Override
		void rollback() {
			UserTransaction transaction = this.transactionManager.getUserTransaction();
			try {
				if (transaction != null) {
					transaction.rollback();
				}
			}
			catch (SystemException ex) {
				throw new TransactionSystemException("Could not roll back JTA transaction", ex);
			}
		}

	}

}
