package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.postsave.delivery.CommitHook;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Adds a hook to every transaction manager, the application's own included: before
 * anybody can replace it by a proxy or a wrapper, and afterwards to those that factory
 * beans and wrappers have made. When all singletons are there, the hooks come last: what
 * other listeners do before a commit belongs to it, however late they were added.
 */
final class CommitHookRegistration {

	private final Function<ConfigurableTransactionManager, CommitHook> hooks;

	private final Map<ConfigurableTransactionManager, CommitHook> early = Collections
		.synchronizedMap(new IdentityHashMap<>());

	private volatile boolean settled;

	/**
	 * Creates the registration.
	 * @param hooks adds a hook to a manager unless it has one, and returns it
	 */
	CommitHookRegistration(Function<ConfigurableTransactionManager, CommitHook> hooks) {
		this.hooks = hooks;
	}

	void beforeInitialization(Object bean) {
		if (bean instanceof PlatformTransactionManager && bean instanceof ConfigurableTransactionManager manager) {
			addHook(manager);
		}
	}

	void afterInitialization(Object bean) {
		if (bean instanceof PlatformTransactionManager manager) {
			WrappedTransactionManagers.in(manager).forEach(this::addHook);
		}
	}

	private void addHook(ConfigurableTransactionManager manager) {
		CommitHook hook = this.hooks.apply(manager);
		if (!this.settled) {
			this.early.put(manager, hook);
		}
	}

	/**
	 * Puts the hooks of the managers that are there behind listeners that were added
	 * since, and back where other listeners were set instead.
	 */
	void putHooksLast() {
		this.settled = true;
		new IdentityHashMap<>(this.early).forEach(CommitHookRegistration::putLast);
		this.early.clear();
	}

	private static void putLast(ConfigurableTransactionManager manager, CommitHook hook) {
		List<TransactionExecutionListener> listeners = new ArrayList<>(manager.getTransactionExecutionListeners());
		if (listeners.indexOf(hook) != listeners.size() - 1 || listeners.isEmpty()) {
			listeners.remove(hook);
			listeners.add(hook);
			manager.setTransactionExecutionListeners(listeners);
		}
	}

}
