package io.postsave.hibernate;

import java.sql.Connection;
import java.util.Collection;
import java.util.function.Predicate;

import io.postsave.delivery.WriteSession;
import io.postsave.delivery.WrittenRow;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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
import org.hibernate.resource.jdbc.internal.LogicalConnectionManagedImpl;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A session of Hibernate's.
 */
final class HibernateSession implements WriteSession, BeforeCompletionCallback, TransactionObserver {

	private static final Log logger = LogFactory.getLog(HibernateSession.class);

	private final SharedSessionContractImplementor session;

	private @Nullable FlushMode omittedFlushMode;

	private @Nullable TransactionEnd transactionEnd;

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

	/**
	 * A stateless session takes a connection that it was given for a transaction.
	 */
	@Override
	public boolean isInTransaction() {
		return isOpen() && this.session.getTransactionCoordinator().isTransactionActive();
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
	public boolean isOfUnitOf(WrittenRow row) {
		return ((HibernateRow) row).persister().getFactory() == this.session.getFactory();
	}

	@Override
	public boolean isOfUnitOf(WriteSession other) {
		return ((HibernateSession) other).session.getFactory() == this.session.getFactory();
	}

	@Override
	public boolean isCoordinatedWith(WriteSession other) {
		return ((HibernateSession) other).session.getTransactionCoordinator() == this.session
			.getTransactionCoordinator();
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

	/**
	 * Only a connection that Hibernate has taken from a pool comes again.
	 */
	@Override
	public void releaseConnection() {
		LogicalConnectionImplementor connection = logicalConnection();
		if (connection instanceof LogicalConnectionManagedImpl && connection.isOpen()
				&& connection.isPhysicallyConnected() && !isInTransaction()
				&& !connection.getResourceRegistry().hasRegisteredResources()) {
			try {
				connection.manualDisconnect();
			}
			catch (RuntimeException ex) {
				logger.warn("The connection of a session of persistence unit '"
						+ EntityTypes.nameOf(this.session.getFactory())
						+ "' could not be given back to its pool. What the transaction committed stays committed, and "
						+ "listeners are told.", ex);
			}
		}
	}

	@Override
	public @Nullable Connection connection() {
		LogicalConnectionImplementor connection = logicalConnection();
		return (connection.isOpen() && connection.isPhysicallyConnected()) ? connection.getPhysicalConnection() : null;
	}

	@Override
	public boolean isConnectionProvided() {
		return !(logicalConnection() instanceof LogicalConnectionManagedImpl);
	}

	private LogicalConnectionImplementor logicalConnection() {
		return this.session.getJdbcCoordinator().getLogicalConnection();
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
	public boolean hasLooked() {
		return this.look != null;
	}

	@Override
	public void inserted(Object entity) {
		if (this.look != null) {
			this.look.inserted(entity);
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
	public boolean onEnd(TransactionEnd callback) {
		if (!isInTransaction()) {
			return false;
		}
		if (this.transactionEnd == null) {
			this.transactionEnd = callback;
			this.session.getTransactionCoordinator().addObserver(this);
		}
		return true;
	}

	/**
	 * A transaction begins while the end of the one before was not told.
	 */
	@Override
	public void afterBegin() {
		TransactionEnd forgotten = takeTransactionEnd();
		if (forgotten != null) {
			logger.warn("The end of a transaction of persistence unit '" + EntityTypes.nameOf(this.session.getFactory())
					+ "' was not told by Hibernate, as something failed in between. What it saved is not told.");
			forgotten.ended(false);
		}
	}

	@Override
	public void beforeCompletion() {
		if (this.transactionEnd != null) {
			this.transactionEnd.commitFollows();
		}
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		forgetLook();
		restoreFlushMode();
		TransactionEnd end = takeTransactionEnd();
		if (end != null) {
			end.ended(successful || hasCommitted());
		}
	}

	private @Nullable TransactionEnd takeTransactionEnd() {
		TransactionEnd ended = this.transactionEnd;
		this.transactionEnd = null;
		this.session.getTransactionCoordinator().removeObserver(this);
		return ended;
	}

	/**
	 * Whether the connection has committed, whatever failed afterwards. A session that
	 * was closed before the end, as under JTA, knows nothing of its connection.
	 */
	@Override
	public boolean hasCommitted() {
		LogicalConnectionImplementor connection = logicalConnection();
		return connection.isOpen()
				&& connection.getPhysicalJdbcTransaction().getStatus() == TransactionStatus.COMMITTED;
	}

}
