package io.postsave.autoconfigure;

import java.util.function.Supplier;

import io.postsave.listener.PlainListenerMethodFactory;
import io.postsave.listener.TransactionalListenerMethodFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Puts in place what has to be there before any bean: what joins persistence units and
 * transaction managers, as a post-processor or an advisor of the application's may ask
 * for a repository before the post-processors that are beans have been created; and what
 * adapts listener methods. For that it acts with the first of those that process the bean
 * factory. It does nothing in an application that was processed ahead of time and is run
 * with post-save switched off.
 */
final class EarlyJoining implements BeanDefinitionRegistryPostProcessor, SmartInitializingSingleton, PriorityOrdered {

	private final Environment environment;

	private @Nullable JoiningPostProcessor joining;

	EarlyJoining(Environment environment) {
		this.environment = environment;
	}

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
		if (this.joining != null || !OnSwitchedOn.isEnabled(this.environment)) {
			return;
		}
		VersionCheck.verify(beanFactory.getBeanClassLoader());
		Supplier<PostSave> postSave = () -> beanFactory.getBean(PostSave.class);
		this.joining = new JoiningPostProcessor(postSave);
		beanFactory.addBeanPostProcessor(this.joining);
		beanFactory.registerSingleton("postSavePlainListenerMethodFactory",
				new PlainListenerMethodFactory(beanFactory, () -> postSave.get().calls(),
						() -> postSave.get().publication(), () -> postSave.get().isAfterCommitByDefault(),
						() -> postSave.get().attributes()));
		beanFactory.registerSingleton("postSaveTransactionalListenerMethodFactory",
				new TransactionalListenerMethodFactory(beanFactory, () -> postSave.get().calls(),
						() -> postSave.get().publication(), () -> postSave.get().endedTransaction()));
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.joining != null) {
			this.joining.putHooksLast();
		}
	}

}
