package io.postsave.delivery;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction manager of Spring's whose transactions are those of fake sessions, each
 * begun with a new one.
 */
@SuppressWarnings("serial")
final class FakeTransactionManager extends AbstractPlatformTransactionManager implements ResourceTransactionManager {

	private final transient Supplier<FakeSession> sessions;

	private final String factory;

	/**
	 * Creates a manager.
	 * @param factory what its sessions are bound with
	 * @param sessions opens them
	 */
	FakeTransactionManager(String factory, Supplier<FakeSession> sessions) {
		this.factory = factory;
		this.sessions = sessions;
	}

	@Override
	public Object getResourceFactory() {
		return this.factory;
	}

	@Override
	protected Object doGetTransaction() {
		return new FakeTransaction(
				(FakeSessionHolder) TransactionSynchronizationManager.getResource(getResourceFactory()));
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return ((FakeTransaction) transaction).holder != null;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		FakeSession session = this.sessions.get();
		session.begin();
		FakeSessionHolder holder = FakeSessionHolder.inTransaction(session);
		((FakeTransaction) transaction).holder = holder;
		TransactionSynchronizationManager.bindResource(getResourceFactory(), holder);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		sessionOf(status.getTransaction()).commit();
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		sessionOf(status.getTransaction()).rollback();
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		sessionOf(status.getTransaction()).markRollbackOnly();
	}

	@Override
	protected Object doSuspend(Object transaction) {
		((FakeTransaction) transaction).holder = null;
		return TransactionSynchronizationManager.unbindResource(getResourceFactory());
	}

	@Override
	protected void doResume(@Nullable Object transaction, Object suspendedResources) {
		TransactionSynchronizationManager.bindResource(getResourceFactory(), suspendedResources);
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		TransactionSynchronizationManager.unbindResource(getResourceFactory());
		sessionOf(transaction).close();
	}

	private static FakeSession sessionOf(Object transaction) {
		FakeSessionHolder holder = ((FakeTransaction) transaction).holder;
		if (holder == null) {
			throw new IllegalStateException("The transaction has not begun");
		}
		return holder.session();
	}

	private static final class FakeTransaction {

		private @Nullable FakeSessionHolder holder;

		FakeTransaction(@Nullable FakeSessionHolder holder) {
			this.holder = holder;
		}

	}

}
