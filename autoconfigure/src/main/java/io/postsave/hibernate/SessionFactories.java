package io.postsave.hibernate;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Finds Hibernate's factories behind those that applications know.
 */
final class SessionFactories {

	private SessionFactories() {
	}

	/**
	 * Return the session factory, or {@code null} if the unit is another provider's.
	 */
	static @Nullable SessionFactoryImplementor behind(EntityManagerFactory factory) {
		if (factory instanceof SessionFactoryImplementor sessionFactory) {
			return sessionFactory;
		}
		try {
			return factory.unwrap(SessionFactoryImplementor.class);
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
