package io.postsave.hibernate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.hibernate.persister.entity.EntityPersister;

/**
 * Stubs of types that have too many methods to be written by hand.
 */
final class Stubs {

	private Stubs() {
	}

	/**
	 * Return a persister of an entity whose attributes are loaded when they are read.
	 */
	static EntityPersister withLazyProperties(EntityPersister persister) {
		return of(EntityPersister.class, (proxy, method, args) -> {
			if (method.getName().equals("hasLazyProperties")) {
				return true;
			}
			try {
				return method.invoke(persister, args);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		});
	}

	static <T> T of(Class<T> type, InvocationHandler answers) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, answers));
	}

}
