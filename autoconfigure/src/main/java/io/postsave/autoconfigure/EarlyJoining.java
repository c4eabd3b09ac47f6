package io.postsave.autoconfigure;

import io.postsave.delivery.SaveRecorder;
import io.postsave.hibernate.HibernateBridge;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Joins persistence units and transaction managers however early they are needed: a
 * post-processor or an advisor of the application's may ask for a repository before the
 * post-processors that are beans have been created.
 */
final class EarlyJoining implements BeanFactoryPostProcessor, PriorityOrdered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		beanFactory
			.addBeanPostProcessor(new PersistenceUnitBridging(beanFactory.getBeanProvider(HibernateBridge.class)));
		beanFactory.addBeanPostProcessor(new CommitHookRegistration(beanFactory.getBeanProvider(SaveRecorder.class),
				beanFactory.getBeanProvider(PostSaveProperties.class)));
	}

}
