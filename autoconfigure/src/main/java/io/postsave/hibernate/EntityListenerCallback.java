package io.postsave.hibernate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import io.postsave.jpa.PostSaveEntityListener;
import org.hibernate.jpa.event.spi.Callback;
import org.hibernate.jpa.event.spi.CallbackDefinition;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;

import org.springframework.util.ReflectionUtils;

/**
 * One callback method of the entity listener, as its annotation declares it.
 *
 * @param type what it is called for
 * @param method the method of the listener
 */
@SuppressWarnings("serial")
record EntityListenerCallback(CallbackType type, MethodHandle method) implements CallbackDefinition, Callback {

	/**
	 * Finds the callbacks of the entity listener.
	 */
	static List<CallbackDefinition> of(PostSaveEntityListener listener) {
		List<CallbackDefinition> callbacks = new ArrayList<>();
		for (Method method : PostSaveEntityListener.class.getMethods()) {
			for (CallbackType type : CallbackType.values()) {
				if (method.isAnnotationPresent(type.getCallbackAnnotation())) {
					callbacks.add(new EntityListenerCallback(type, handleOf(method, listener)));
				}
			}
		}
		return callbacks;
	}

	private static MethodHandle handleOf(Method method, PostSaveEntityListener listener) {
		try {
			return MethodHandles.publicLookup()
				.unreflect(method)
				.bindTo(listener)
				.asType(MethodType.methodType(void.class, Object.class));
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Callback " + method + " has to be public", ex);
		}
	}

	@Override
	public Callback createCallback(ManagedBeanRegistry beanRegistry) {
		return this;
	}

	@Override
	public CallbackType getCallbackType() {
		return this.type;
	}

	@Override
	public void performCallback(Object entity) {
		try {
			this.method.invokeExact(entity);
		}
		catch (Throwable ex) {
			ReflectionUtils.rethrowRuntimeException(ex);
		}
	}

}
