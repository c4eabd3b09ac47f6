package io.postsave.autoconfigure;

import io.postsave.delivery.SaveRecorder;
import io.postsave.hibernate.HibernateBridge;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Joins persistence units and transaction managers however early they are needed: a
 * post-processor or an advisor of the application's may ask for a repository before the
 * post-processors that are beans have been created. So acts with the first of those that
 * process the bean factory.
 */
final class EarlyJoining implements BeanDefinitionRegistryPostProcessor, SmartInitializingSingleton, PriorityOrdered {

	private @Nullable CommitHookRegistration hooks;

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry instanceof ConfigurableListableBeanFactory beanFactory) {
			postProcessBeanFactory(beanFactory);
		}
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (this.hooks != null) {
			return;
		}
		this.hooks = new CommitHookRegistration(beanFactory.getBeanProvider(SaveRecorder.class),
				() -> PostSaveProperties.in(beanFactory.getBean(Environment.class)).maxRounds());
		beanFactory
			.addBeanPostProcessor(new PersistenceUnitBridging(beanFactory.getBeanProvider(HibernateBridge.class)));
		beanFactory.addBeanPostProcessor(this.hooks);
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.hooks != null) {
			this.hooks.putHooksLast();
		}
	}

}
