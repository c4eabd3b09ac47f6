package io.postsave.autoconfigure;

import io.postsave.delivery.CommitHook;
import io.postsave.delivery.SaveRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;

/**
 * Adds a {@link CommitHook} to every transaction manager, the application's own included.
 */
final class CommitHookRegistration implements BeanPostProcessor {

	private final ObjectProvider<SaveRecorder> recorder;

	private final ObjectProvider<PostSaveProperties> properties;

	CommitHookRegistration(ObjectProvider<SaveRecorder> recorder, ObjectProvider<PostSaveProperties> properties) {
		this.recorder = recorder;
		this.properties = properties;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ConfigurableTransactionManager transactionManager) {
			transactionManager.addListener(new CommitHook(this.recorder.getObject(), transactionManager,
					this.properties.getObject().maxRounds()));
		}
		return bean;
	}

}
