package io.postsave.autoconfigure;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the managers that a transaction manager delegates to, for tracing or routing, and
 * that need not be beans: a wrapper's own commit is none that can be listened to. The
 * fields of wrappers are looked at, and those that may not be are left out.
 */
final class WrappedTransactionManagers {

	private static final int MOST_DEPTH = 4;

	private final Set<ConfigurableTransactionManager> found = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

	private WrappedTransactionManagers() {
	}

	/**
	 * Return the managers that can be listened to: the given one itself, or else those
	 * behind it.
	 */
	static Set<ConfigurableTransactionManager> in(PlatformTransactionManager manager) {
		WrappedTransactionManagers managers = new WrappedTransactionManagers();
		managers.visit(manager, 0);
		return managers.found;
	}

	private void visit(@Nullable Object candidate, int depth) {
		if (candidate == null || depth > MOST_DEPTH || !this.visited.add(candidate)) {
			return;
		}
		if (candidate instanceof PlatformTransactionManager manager) {
			visitManager(manager, depth);
		}
		else if (candidate instanceof Map<?, ?> map) {
			map.values().forEach((value) -> visit(value, depth + 1));
		}
		else if (candidate instanceof Iterable<?> several) {
			several.forEach((value) -> visit(value, depth + 1));
		}
		else if (candidate instanceof Object[] several) {
			for (Object value : several) {
				visit(value, depth + 1);
			}
		}
	}

	private void visitManager(PlatformTransactionManager manager, int depth) {
		Object target = AopProxyUtils.getSingletonTarget(manager);
		if (target != null) {
			visit(target, depth);
		}
		else if (Proxy.isProxyClass(manager.getClass())) {
			visitFields(Proxy.getInvocationHandler(manager), depth);
		}
		else if (manager instanceof ConfigurableTransactionManager configurable) {
			this.found.add(configurable);
		}
		else {
			visitFields(manager, depth);
		}
	}

	private void visitFields(Object wrapper, int depth) {
		for (Class<?> type = wrapper.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
					visit(valueOf(field, wrapper), depth + 1);
				}
			}
		}
	}

	private static @Nullable Object valueOf(Field field, Object wrapper) {
		try {
			ReflectionUtils.makeAccessible(field);
			return field.get(wrapper);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

}
