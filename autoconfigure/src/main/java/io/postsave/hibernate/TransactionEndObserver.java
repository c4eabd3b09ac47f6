package io.postsave.hibernate;

import io.postsave.delivery.WriteSession.TransactionEnd;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the end of a session's transaction, once for each that it was asked to await.
 */
final class TransactionEndObserver implements TransactionObserver {

	private static final Log logger = LogFactory.getLog(TransactionEndObserver.class);

	private final SharedSessionContractImplementor session;

	private final Completed completed;

	private @Nullable TransactionEnd awaited;

	/**
	 * Creates the observer of a session.
	 * @param session the session
	 * @param completed called when a transaction has ended, before those who await that
	 */
	TransactionEndObserver(SharedSessionContractImplementor session, Completed completed) {
		this.session = session;
		this.completed = completed;
	}

	/**
	 * Calls back when the current transaction ends, unless a callback awaits that
	 * already.
	 */
	void await(TransactionEnd callback) {
		if (this.awaited == null) {
			this.awaited = callback;
			this.session.getTransactionCoordinator().addObserver(this);
		}
	}

	/**
	 * Called when a transaction begins. The end of the one before that is still awaited
	 * has been forgotten by Hibernate.
	 */
	@Override
	public void afterBegin() {
		TransactionEnd forgotten = stopAwaiting();
		if (forgotten != null) {
			logger.warn("The end of a transaction of persistence unit '" + EntityTypes.nameOf(this.session.getFactory())
					+ "' was not told by Hibernate, as something failed in between. What it saved is not told.");
			forgotten.ended(false);
		}
	}

	@Override
	public void beforeCompletion() {
		if (this.awaited != null) {
			this.awaited.commitFollows();
		}
	}

	@Override
	public void afterCompletion(boolean successful, boolean delayed) {
		this.completed.transactionCompleted();
		TransactionEnd ended = stopAwaiting();
		if (ended != null) {
			ended.ended(successful || SessionConnection.hasCommitted(this.session));
		}
	}

	private @Nullable TransactionEnd stopAwaiting() {
		TransactionEnd ended = this.awaited;
		this.awaited = null;
		this.session.getTransactionCoordinator().removeObserver(this);
		return ended;
	}

	/**
	 * Called when a transaction has been completed.
	 */
	interface Completed {

		/**
		 * Puts the session into the state in which the next transaction finds it.
		 */
		void transactionCompleted();

	}

}
