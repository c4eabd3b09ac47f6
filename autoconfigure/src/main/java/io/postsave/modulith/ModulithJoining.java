package io.postsave.modulith;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts ours around what the engine serializes events with and what decides which are
 * sent, whosever they are. The latter is needed by a listener factory, which is created
 * before the post-processors that are beans.
 */
final class ModulithJoining implements BeanFactoryPostProcessor, PriorityOrdered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		beanFactory
			.addBeanPostProcessor(new Wrapping(SingletonSupplier.of(() -> beanFactory.getBean(StoredEvents.class))));
	}

	/**
	 * Wraps the beans.
	 *
	 * @param events the stored form of events
	 */
	private record Wrapping(SingletonSupplier<StoredEvents> events) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof EventSerializer serializer) {
				return new WriteEventSerializer(serializer, this.events.obtain());
			}
			if (bean instanceof EventExternalizationConfiguration configuration) {
				return new ExternalizedEntities(configuration, this.events.obtain());
			}
			return bean;
		}

	}

}
