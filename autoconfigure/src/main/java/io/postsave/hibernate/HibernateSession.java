package io.postsave.hibernate;

import java.util.Collection;
import java.util.function.Predicate;

import io.postsave.delivery.WriteSession;
import io.postsave.delivery.WrittenRow;
import org.hibernate.FlushMode;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionEventListenerManager;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A session of Hibernate's.
 */
final class HibernateSession implements WriteSession, BeforeCompletionCallback, TransactionObserver {

	private final SharedSessionContractImplementor session;

	private @Nullable FlushMode omittedFlushMode;

	private @Nullable Completion completion;

	private @Nullable SessionLook look;

	HibernateSession(SharedSessionContractImplementor session) {
		this.session = session;
	}

	@Override
	public boolean isFor(Object nativeSession) {
		return this.session == nativeSession;
	}

	@Override
	public boolean isOpen() {
		return this.session.isOpenOrWaitingForAutoClose();
	}

	@Override
	public boolean isStateless() {
		return this.session.isStateless();
	}

	@Override
	public boolean isFlushing() {
		return SessionState.isFlushing(this.session);
	}

	@Override
	public boolean isCascading() {
		return !isStateless() && this.session.getPersistenceContextInternal().getCascadeLevel() > 0;
	}

	@Override
	public boolean isInTransaction() {
		return this.session.isTransactionInProgress();
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
		PersistenceContext context = this.session.getPersistenceContextInternal();
		Collection<EntityHolder> managed = ManagedEntities.in(context);
		if (managed.size() < context.getNumberOfManagedEntities()) {
			return true;
		}
		EntityPersister seen = null;
		for (EntityHolder holder : managed) {
			EntityEntry entry = holder.getEntityEntry();
			EntityPersister persister = (entry != null) ? entry.getPersister() : seen;
			if (persister != null && persister != seen
					&& (persister.hasCascadePersist() || isMapped(persister, matters))) {
				return true;
			}
			seen = persister;
		}
		return false;
	}

	private static boolean isMapped(EntityPersister persister, Predicate<Class<?>> matters) {
		Class<?> entityClass = EntityTypes.classOf(persister);
		return entityClass != null && matters.test(entityClass);
	}

	@Override
	public Object keyOf(WrittenRow row) {
		return this.session.generateEntityKey(row.id(), ((HibernateRow) row).persister());
	}

	@Override
	public @Nullable Object keyOfRemoved(Object entity) {
		LazyInitializer reference = HibernateProxy.extractLazyInitializer(entity);
		if (reference != null) {
			return this.session.generateEntityKey(reference.getInternalIdentifier(),
					this.session.getFactory().getMappingMetamodel().getEntityDescriptor(reference.getEntityName()));
		}
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		return (entry != null) ? entry.getEntityKey() : null;
	}

	@Override
	public boolean isRemovalScheduled(Object key) {
		EntityKey entityKey = (EntityKey) key;
		PersistenceContext context = this.session.getPersistenceContextInternal();
		Object entity = context.getEntity(entityKey);
		return (entity != null) ? SessionState.isRemoved(entity, this.session)
				: context.containsDeletedUnloadedEntityKey(entityKey);
	}

	@Override
	public boolean isManaged(Object key) {
		Object entity = this.session.getPersistenceContextInternal().getEntity((EntityKey) key);
		return entity != null && !SessionState.isRemoved(entity, this.session);
	}

	@Override
	public void releaseConnection() {
		LogicalConnectionImplementor connection = this.session.getJdbcCoordinator().getLogicalConnection();
		if (connection.isOpen() && connection.isPhysicallyConnected() && !isInTransaction()
				&& !connection.getResourceRegistry().hasRegisteredResources()) {
			connection.manualDisconnect();
		}
	}

	@Override
	public void flush() {
		if (!this.session.isOpen()) {
			this.session.flushBeforeTransactionCompletion();
		}
		else if (this.session instanceof SessionImplementor statefulSession) {
			statefulSession.flush();
		}
	}

	@Override
	public void look() {
		forgetLook();
		if (this.session instanceof EventSource source && source.isOpen()) {
			this.look = SessionLook.at(source, FlushListeners.typesOf(source));
		}
	}

	@Override
	public void loaded(Object entity) {
		if (this.look != null) {
			this.look.loaded(entity);
		}
	}

	@Override
	public void forgetLook() {
		flushEnds();
		this.look = null;
	}

	@Override
	public void flushBegins() {
		if (this.look != null) {
			this.look.flushBegins();
		}
	}

	@Override
	public void flushEnds() {
		if (this.look != null) {
			this.look.flushEnds();
		}
	}

	@Override
	public boolean isWrittenForNothingElse(WrittenRow row) {
		return this.look != null && this.look.isWrittenForNothingElse((HibernateRow) row);
	}

	/**
	 * A flush that would find nothing is only announced, as Hibernate does it for a
	 * session that is empty: child sessions wait for that to be flushed too.
	 */
	@Override
	public void flushAgain() {
		flushEnds();
		if (this.session instanceof EventSource source && source.isOpen()
				&& !SessionLook.isChanged(source, FlushListeners.typesOf(source), this.look)) {
			SessionEventListenerManager listeners = source.getEventListenerManager();
			listeners.flushStart();
			listeners.flushEnd(0, 0);
		}
		else {
			flush();
		}
	}

	/**
	 * Not if something is to be called before the completion: it may count on the flush
	 * mode, as Envers does. What restores the mode is the first to be called then, before
	 * code of the application's.
	 */
	@Override
	public boolean omitFlushAtCommit() {
		if (this.session instanceof EventSource source && source.isOpen()
				&& source.accessTransaction().getStatus() == TransactionStatus.ACTIVE) {
			ActionQueue actionQueue = source.getActionQueue();
			if (!actionQueue.hasBeforeTransactionActions()) {
				this.omittedFlushMode = source.getHibernateFlushMode();
				source.setHibernateFlushMode(FlushMode.MANUAL);
				actionQueue.registerCallback((BeforeCompletionCallback) this);
				forgetLook();
				return true;
			}
		}
		return false;
	}

	@Override
	public void doBeforeTransactionCompletion(SharedSessionContractImplementor completing) {
		restoreFlushMode();
	}

	private void restoreFlushMode() {
		FlushMode flushMode = this.omittedFlushMode;
		if (flushMode != null && this.session instanceof SessionImplementor statefulSession) {
			this.omittedFlushMode = null;
			statefulSession.setHibernateFlushMode(flushMode);
		}
	}

	@Override
	public void markRollbackOnly() {
		this.session.markForRollbackOnly();
	}

	@Override
	public void rollback() {
		if (!isOpen()) {
			return;
		}
		Transaction transaction = this.session.accessTransaction();
		if (transaction.isActive()) {
			transaction.rollback();
		}
	}

	@Override
	public boolean onCompletion(Completion callback) {
		if (!isInTransaction()) {
			return false;
		}
		if (this.completion == null) {
			this.completion = callback;
			this.session.getTransactionCoordinator().addObserver(this);
		}
		return true;
	}

	@Override
	public void afterBegin() {
	}

	@Override
	public void beforeCompletion() {
		if (this.completion != null) {
			this.completion.beforeCompletion();
		}
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		forgetLook();
		restoreFlushMode();
		this.session.getTransactionCoordinator().removeObserver(this);
		if (this.completion != null) {
			this.completion.afterCompletion(successful);
		}
	}

}
