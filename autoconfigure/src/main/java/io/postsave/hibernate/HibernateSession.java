package io.postsave.hibernate;

import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.postsave.delivery.WriteSession;
import io.postsave.delivery.WrittenRow;
import org.hibernate.FlushMode;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * A session of Hibernate's. It answers delivery's questions by what it asks of its parts,
 * which are made when they are first needed.
 */
final class HibernateSession implements WriteSession, TransactionEndObserver.Completed {

	private final SharedSessionContractImplementor session;

	private final CascadeTargets cascadeTargets;

	private @Nullable TransactionEndObserver transactionEnd;

	private @Nullable OmittedFlush omittedFlush;

	private @Nullable SessionLook look;

	/**
	 * Creates the view on a session.
	 * @param session the session
	 * @param cascadeTargets what flushes may come to, of whatever session
	 */
	HibernateSession(SharedSessionContractImplementor session, CascadeTargets cascadeTargets) {
		this.session = session;
		this.cascadeTargets = cascadeTargets;
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
		return SessionState.isInTransaction(this.session);
	}

	@Override
	public boolean isFlushedAtCommit() {
		return !isStateless() && this.session.getHibernateFlushMode() != FlushMode.MANUAL;
	}

	@Override
	public boolean mayWrite(Predicate<Class<?>> matters) {
		return !isStateless() && PossibleWrites.areAny(this.session, this.cascadeTargets, matters);
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
	public void releaseConnection() {
		SessionConnection.release(this.session);
	}

	@Override
	public @Nullable Connection connection() {
		return SessionConnection.of(this.session);
	}

	@Override
	public boolean isConnectionProvided() {
		return SessionConnection.isProvided(this.session);
	}

	@Override
	public boolean hasCommitted() {
		return SessionConnection.hasCommitted(this.session);
	}

	/**
	 * Flushes. A session that was closed before the end of its transaction flushes as
	 * Hibernate does it then.
	 */
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
	public boolean flushAgain(boolean announced) {
		flushEnds();
		if (this.session instanceof EventSource source && source.isOpen()
				&& SkippedFlush.isAllowed(source, FlushListeners.typesOf(source), this.look)) {
			return announced && SkippedFlush.announce(source);
		}
		flush();
		return false;
	}

	@Override
	public boolean omitFlushAtCommit() {
		OmittedFlush omitted = OmittedFlush.atCommitOf(this.session);
		if (omitted == null) {
			return false;
		}
		this.omittedFlush = omitted;
		dropLook();
		return true;
	}

	@Override
	public void look() {
		if (!OngoingFlush.isLookedAt(this.session)) {
			lookNow();
		}
	}

	@Override
	public List<Object> flushedAround() {
		return isStateless() ? List.of() : OngoingFlush.around(this.session);
	}

	@Override
	public void lookWithinFlush() {
		lookNow();
		OngoingFlush.lookedAt(this.session);
	}

	private void lookNow() {
		dropLook();
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
		if (!OngoingFlush.isLookedAtFurtherOut(this.session)) {
			dropLook();
		}
	}

	private void dropLook() {
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

	@Override
	public boolean onEnd(TransactionEnd callback) {
		if (!isInTransaction()) {
			return false;
		}
		TransactionEndObserver end = this.transactionEnd;
		if (end == null) {
			end = new TransactionEndObserver(this.session, this);
			this.transactionEnd = end;
		}
		end.await(callback);
		return true;
	}

	@Override
	public void onEndWithUnwritten(Consumer<String> callback) {
		if (this.session instanceof EventSource source) {
			UnwrittenAtEnd.await(source, callback);
		}
	}

	@Override
	public void transactionCompleted() {
		OngoingFlush.forgetFailedOf(this.session);
		dropLook();
		if (this.omittedFlush != null) {
			this.omittedFlush.restoreFlushMode();
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

}
