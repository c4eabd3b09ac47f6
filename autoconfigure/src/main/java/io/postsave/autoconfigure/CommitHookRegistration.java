package io.postsave.autoconfigure;

import java.util.function.Consumer;

import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Adds a hook to every transaction manager, the application's own included: before
 * anybody can replace it by a proxy or a wrapper, and afterwards to those that factory
 * beans and wrappers have made.
 */
final class CommitHookRegistration {

	private final Consumer<ConfigurableTransactionManager> hook;

	CommitHookRegistration(Consumer<ConfigurableTransactionManager> hook) {
		this.hook = hook;
	}

	void beforeInitialization(Object bean) {
		if (bean instanceof PlatformTransactionManager && bean instanceof ConfigurableTransactionManager manager) {
			this.hook.accept(manager);
		}
	}

	void afterInitialization(Object bean) {
		if (bean instanceof PlatformTransactionManager manager) {
			WrappedTransactionManagers.in(manager).forEach(this.hook);
		}
	}

}
