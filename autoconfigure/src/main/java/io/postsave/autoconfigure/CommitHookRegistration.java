package io.postsave.autoconfigure;

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

	private final ObjectProvider<PostSaveProperties> properties;

	CommitHookRegistration(ObjectProvider<SaveRecorder> recorder, ObjectProvider<PostSaveProperties> properties) {
		this.recorder = recorder;
		this.properties = properties;
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
			manager.addListener(new CommitHook(recorder, manager, this.properties.getObject().maxRounds()));
		}
	}

}
