package io.postsave.hibernate;

import io.postsave.delivery.WriteSession;
import io.postsave.delivery.WriteSession.Sessions;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.EntityManagerProxy;

/**
 * Finds Hibernate's session behind what Spring binds to a transaction.
 */
public final class HibernateSessions implements Sessions {

	private final CascadeTargets cascadeTargets = new CascadeTargets();

	@Override
	public @Nullable Object nativeSession(@Nullable Object resource) {
		if (!(resource instanceof EntityManagerHolder holder)) {
			return null;
		}
		try {
			EntityManager entityManager = targetOf(holder.getEntityManager());
			return (entityManager instanceof SharedSessionContractImplementor) ? entityManager
					: sessionBehind(entityManager);
		}
		catch (IllegalStateException ex) {
			// a holder without an entity manager, or with one that is closed
			return null;
		}
	}

	/**
	 * Return the session to which an entity manager delegates. It is not asked to unwrap
	 * one, as each provider has an exception of its own for what it does not have.
	 */
	private static @Nullable Object sessionBehind(EntityManager entityManager) {
		return (entityManager.getDelegate() instanceof SharedSessionContractImplementor session) ? session : null;
	}

	/**
	 * Return what is behind a proxy of Spring's, which may have all of the session's
	 * interfaces without being it.
	 */
	private static EntityManager targetOf(EntityManager entityManager) {
		return (entityManager instanceof EntityManagerProxy proxy) ? proxy.getTargetEntityManager() : entityManager;
	}

	@Override
	public int queuedInsertsAndDeletions(Object nativeSession) {
		return (nativeSession instanceof EventSource session) ? QueuedActions.insertsAndDeletionsIn(session) : 0;
	}

	@Override
	public WriteSession sessionOf(Object nativeSession) {
		return new HibernateSession((SharedSessionContractImplementor) nativeSession, this.cascadeTargets);
	}

}
