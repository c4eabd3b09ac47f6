package io.postsave.autoconfigure;

import java.util.function.Supplier;

import io.postsave.listener.PostSaveEventListenerFactory;
import io.postsave.listener.TransactionalPostSaveListenerFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts in place what has to be there before any bean: what joins persistence units and
 * transaction managers, as a post-processor or an advisor of the application's may ask
 * for a repository before the post-processors that are beans have been created; and what
 * adapts listener methods.
 */
final class EarlyJoining implements BeanFactoryPostProcessor, PriorityOrdered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Supplier<PostSave> postSave = () -> beanFactory.getBean(PostSave.class);
		beanFactory.addBeanPostProcessor(new JoiningPostProcessor(postSave));
		beanFactory.registerSingleton("postSaveEventListenerFactory",
				new PostSaveEventListenerFactory(beanFactory, () -> postSave.get().publication()));
		beanFactory.registerSingleton("postSaveTransactionalEventListenerFactory",
				new TransactionalPostSaveListenerFactory(beanFactory));
	}

}
