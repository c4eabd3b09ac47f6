package io.postsave.hibernate;

import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.postsave.jpa.PostSaveEntityListener;
import org.hibernate.boot.Metadata;
import org.hibernate.jpa.event.spi.CallbackDefinition;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks that are called in a persistence unit: those of the entity listener, and
 * the application's own. A callback knows what it is, its definition does not: it is made
 * of that without its entity listener.
 */
final class UnitCallbacks {

	private static final Set<CallbackType> LATE = EnumSet.of(CallbackType.POST_PERSIST, CallbackType.POST_UPDATE,
			CallbackType.POST_REMOVE, CallbackType.POST_LOAD);

	private static final ManagedBeanRegistry NO_BEANS = (ManagedBeanRegistry) Proxy.newProxyInstance(
			ManagedBeanRegistry.class.getClassLoader(), new Class<?>[] { ManagedBeanRegistry.class },
			(proxy, method, args) -> null);

	private final Set<String> withoutOurs = new HashSet<>();

	private final boolean anyLate;

	/**
	 * Finds the callbacks.
	 * @param metadata the mappings of the unit
	 */
	UnitCallbacks(Metadata metadata) {
		boolean anyLate = false;
		for (PersistentClass entity : metadata.getEntityBindings()) {
			List<CallbackDefinition> callbacks = callbacksOf(entity);
			anyLate = anyLate || isAnyLate(callbacks) || isAnyLateOfParts(entity);
			if (entity.getClassName() != null && callbacks.stream().noneMatch(UnitCallbacks::isOurs)) {
				this.withoutOurs.add(entity.getClassName());
			}
		}
		this.anyLate = anyLate;
	}

	/**
	 * Whether an entity class has the entity listener, by default or because the
	 * application says so.
	 */
	boolean areOurs(Class<?> entityClass) {
		return !this.withoutOurs.contains(entityClass.getName());
	}

	/**
	 * Whether the application has callbacks that are called when the state of an entity
	 * has been read already.
	 */
	boolean areAnyLate() {
		return this.anyLate;
	}

	@SuppressWarnings("deprecation")
	private static List<CallbackDefinition> callbacksOf(PersistentClass entity) {
		List<CallbackDefinition> callbacks = entity.getCallbackDefinitions();
		return (callbacks != null) ? callbacks : List.of();
	}

	@SuppressWarnings("deprecation")
	private static boolean isAnyLateOfParts(PersistentClass entity) {
		for (Property property : entity.getPropertyClosure()) {
			if (isAnyLate(property.getCallbackDefinitions())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isAnyLate(@Nullable List<CallbackDefinition> callbacks) {
		return callbacks != null && callbacks.stream().anyMatch(UnitCallbacks::isLate);
	}

	/**
	 * A definition that needs its entity listener counts as late.
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

	/**
	 * Whether a callback is one of the entity listener, which the application may have
	 * named itself.
	 */
	private static boolean isOurs(CallbackDefinition callback) {
		if (callback instanceof EntityListenerCallback) {
			return true;
		}
		RequestedBeans requested = new RequestedBeans();
		try {
			callback.createCallback(requested.asRegistry());
		}
		catch (RuntimeException ex) {
			return requested.includeOurs;
		}
		return requested.includeOurs;
	}

	/**
	 * Notes which beans a callback asks for.
	 */
	private static final class RequestedBeans {

		private boolean includeOurs;

		ManagedBeanRegistry asRegistry() {
			return (ManagedBeanRegistry) Proxy.newProxyInstance(ManagedBeanRegistry.class.getClassLoader(),
					new Class<?>[] { ManagedBeanRegistry.class }, (proxy, method, args) -> {
						this.includeOurs |= args != null && args.length > 0 && args[0] == PostSaveEntityListener.class;
						return null;
					});
		}

	}

}
