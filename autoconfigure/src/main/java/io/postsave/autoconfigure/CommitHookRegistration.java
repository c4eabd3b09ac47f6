package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import io.postsave.delivery.CommitHook;
import io.postsave.delivery.SaveRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Adds a {@link CommitHook} to every transaction manager, the application's own included:
 * before anybody can replace it by a proxy or a wrapper, and afterwards to those that
 * factory beans and wrappers have made. When all singletons are there, the hooks come
 * last: what other listeners do before a commit belongs to it, however late they were
 * added.
 */
final class CommitHookRegistration implements BeanPostProcessor {

	private final ObjectProvider<SaveRecorder> recorder;

	private final IntSupplier maxRounds;

	private final Map<ConfigurableTransactionManager, CommitHook> early = Collections
		.synchronizedMap(new IdentityHashMap<>());

	private volatile boolean settled;

	CommitHookRegistration(ObjectProvider<SaveRecorder> recorder, IntSupplier maxRounds) {
		this.recorder = recorder;
		this.maxRounds = maxRounds;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof PlatformTransactionManager && bean instanceof ConfigurableTransactionManager manager) {
			addHook(manager);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof PlatformTransactionManager manager) {
			WrappedTransactionManagers.in(manager).forEach(this::addHook);
		}
		return bean;
	}

	private void addHook(ConfigurableTransactionManager manager) {
		SaveRecorder recorder = this.recorder.getObject();
		if (manager.getTransactionExecutionListeners()
			.stream()
			.noneMatch((listener) -> listener instanceof CommitHook hook && hook.isOf(recorder))) {
			CommitHook hook = new CommitHook(recorder, manager, this.maxRounds.getAsInt());
			manager.addListener(hook);
			if (!this.settled) {
				this.early.put(manager, hook);
			}
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
