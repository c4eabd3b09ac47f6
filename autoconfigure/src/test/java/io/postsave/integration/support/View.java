package io.postsave.integration.support;

import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does what an open-in-view interceptor does around a request.
 */
public final class View {

	private View() {
	}

	/**
	 * Has the transactions of a request use one session, which outlives them.
	 */
	public static void around(EntityManagerFactory entityManagerFactory, Consumer<SessionImplementor> request) {
		EntityManager view = entityManagerFactory.createEntityManager();
		TransactionSynchronizationManager.bindResource(entityManagerFactory, new EntityManagerHolder(view));
		try {
			request.accept(view.unwrap(SessionImplementor.class));
		}
		finally {
			TransactionSynchronizationManager.unbindResource(entityManagerFactory);
			view.close();
		}
	}

}
