package io.postsave.hibernate;

import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.event.spi.CallbackDefinition;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Joins the session factories that were prepared for it. Hibernate calls it for every one
 * that is built.
 */
public final class PostSaveIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		HibernateBridge bridge = HibernateBridge.in(sessionFactory.getProperties());
		if (bridge != null) {
			boolean callbacks = sessionFactory.getSessionFactoryOptions().areJPACallbacksEnabled();
			bridge.joinBeingBuilt(sessionFactory, callbacks ? new UnitCallbacks(metadata) : null);
		}
	}

}
