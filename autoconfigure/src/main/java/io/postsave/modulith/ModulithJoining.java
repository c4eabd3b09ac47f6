package io.postsave.modulith;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts ours around what the engine serializes events with and what decides which are
 * sent, whosever they are, and has limits of what is underway. What decides is needed by
 * a listener factory, which is created before the post-processors that are beans.
 */
final class ModulithJoining implements BeanFactoryPostProcessor, PriorityOrdered {

	private final ConfigurableEnvironment environment;

	ModulithJoining(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		StalenessDefaults.addTo(this.environment);
		beanFactory.addBeanPostProcessor(
				new Wrapping(SingletonSupplier.of(() -> beanFactory.getBean(StoredEvents.class)), this.environment));
	}

	/**
	 * Wraps the beans.
	 *
	 * @param events the stored form of events
	 * @param environment the application's settings
	 */
	private record Wrapping(SingletonSupplier<StoredEvents> events,
			ConfigurableEnvironment environment) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof EventSerializer serializer) {
				return new WriteEventSerializer(serializer, this.events.obtain());
			}
			if (bean instanceof EventExternalizationConfiguration configuration) {
				return new ExternalizedEntities(configuration, this.events.obtain());
			}
			return StalenessDefaults.monitoringIfAskedFor(bean, this.environment);
		}

	}

}
