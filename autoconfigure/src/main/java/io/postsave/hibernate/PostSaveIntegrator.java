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

	private static final Set<CallbackType> LATE = EnumSet.of(CallbackType.POST_PERSIST, CallbackType.POST_UPDATE,
			CallbackType.POST_REMOVE, CallbackType.POST_LOAD);

	private static final ManagedBeanRegistry NO_BEANS = (ManagedBeanRegistry) Proxy.newProxyInstance(
			ManagedBeanRegistry.class.getClassLoader(), new Class<?>[] { ManagedBeanRegistry.class },
			(proxy, method, args) -> null);

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		HibernateBridge bridge = HibernateBridge.in(sessionFactory.getProperties());
		if (bridge != null) {
			boolean callbacks = sessionFactory.getSessionFactoryOptions().areJPACallbacksEnabled();
			bridge.joinBeingBuilt(sessionFactory, callbacks, callbacks && hasLateCallbacks(metadata));
		}
	}

	/**
	 * Whether the application has callbacks that are called when the state of an entity
	 * has been read already.
	 */
	@SuppressWarnings("deprecation")
	private static boolean hasLateCallbacks(Metadata metadata) {
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (isAnyLate(entity.getCallbackDefinitions())) {
				return true;
			}
			for (Property property : entity.getPropertyClosure()) {
				if (isAnyLate(property.getCallbackDefinitions())) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isAnyLate(@Nullable List<CallbackDefinition> callbacks) {
		return callbacks != null && callbacks.stream().anyMatch(PostSaveIntegrator::isLate);
	}

	/**
	 * A callback knows its type, its definition does not; entity listeners are not needed
	 * for that. A definition that needs more counts as late.
	 */
	private static boolean isLate(CallbackDefinition callback) {
		if (callback instanceof EntityListenerCallback) {
			return false;
		}
		try {
			return LATE.contains(callback.createCallback(NO_BEANS).getCallbackType());
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

}
