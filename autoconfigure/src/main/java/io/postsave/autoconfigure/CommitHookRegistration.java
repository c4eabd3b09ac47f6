package io.postsave.autoconfigure;

import java.util.function.IntSupplier;

import io.postsave.delivery.CommitHook;
import io.postsave.delivery.SaveRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Adds a {@link CommitHook} to every transaction manager, the application's own included:
 * before anybody can replace it by a proxy or a wrapper, and afterwards to those that
 * factory beans and wrappers have made.
 */
final class CommitHookRegistration implements BeanPostProcessor {

	private final ObjectProvider<SaveRecorder> recorder;

	private final IntSupplier maxRounds;

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
			manager.addListener(new CommitHook(recorder, manager, this.maxRounds.getAsInt()));
		}
	}

}
