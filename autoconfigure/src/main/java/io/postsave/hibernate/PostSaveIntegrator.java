package io.postsave.hibernate;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/**
 * Called by Hibernate for every session factory that is built; joins those that were
 * prepared for it.
 */
public final class PostSaveIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		HibernateBridge bridge = HibernateBridge.in(sessionFactory.getProperties());
		if (bridge != null) {
			bridge.join(sessionFactory, sessionFactory.getSessionFactoryOptions().areJPACallbacksEnabled());
		}
	}

}
