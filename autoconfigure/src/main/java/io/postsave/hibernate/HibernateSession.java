package io.postsave.hibernate;

import java.util.Map;
import java.util.function.Predicate;

import io.postsave.delivery.WriteSession;
import org.hibernate.FlushMode;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionObserver;

/**
 * A session of Hibernate's.
 */
final class HibernateSession implements WriteSession {

	private final SharedSessionContractImplementor session;

	HibernateSession(SharedSessionContractImplementor session) {
		this.session = session;
	}

	@Override
	public boolean isFor(Object nativeSession) {
		return this.session == nativeSession;
	}

	@Override
	public boolean isStateless() {
		return this.session.isStateless();
	}

	@Override
	public boolean isFlushing() {
		return !isStateless() && this.session.getPersistenceContextInternal().isFlushing();
	}

	@Override
	public boolean isFlushedAtCommit() {
		return !isStateless() && this.session.getHibernateFlushMode() != FlushMode.MANUAL;
	}

	@Override
	public boolean mayWrite(Predicate<Class<?>> matters) {
		if (isStateless()) {
			return false;
		}
		EntityPersister seen = null;
		for (Map.Entry<Object, EntityEntry> entry : this.session.getPersistenceContextInternal()
			.reentrantSafeEntityEntries()) {
			EntityPersister persister = entry.getValue().getPersister();
			if (persister != seen && (persister.hasCascadePersist() || isMapped(persister, matters))) {
				return true;
			}
			seen = persister;
		}
		return false;
	}

	private static boolean isMapped(EntityPersister persister, Predicate<Class<?>> matters) {
		Class<?> entityClass = persister.getMappedClass();
		return entityClass != null && matters.test(entityClass);
	}

	@Override
	public void flush() {
		if (this.session instanceof SessionImplementor statefulSession) {
			statefulSession.flush();
		}
	}

	@Override
	public void markRollbackOnly() {
		this.session.markForRollbackOnly();
	}

	@Override
	public void rollback() {
		Transaction transaction = this.session.accessTransaction();
		if (transaction.isActive()) {
			transaction.rollback();
		}
	}

	@Override
	public boolean onCompletion(Completion callback) {
		if (!this.session.isTransactionInProgress()) {
			return false;
		}
		this.session.getTransactionCoordinator().addObserver(new CompletionObserver(this.session, callback));
		return true;
	}

	private record CompletionObserver(SharedSessionContractImplementor session,
			Completion callback) implements TransactionObserver {

		@Override
		public void afterBegin() {
		}

		@Override
		public void beforeCompletion() {
			this.callback.beforeCompletion();
		}

		@Override
		public void afterCompletion(boolean successful, boolean delayed) {
			this.session.getTransactionCoordinator().removeObserver(this);
			this.callback.afterCompletion(successful);
		}

	}

}
