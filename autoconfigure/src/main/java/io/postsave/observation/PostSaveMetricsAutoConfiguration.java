package io.postsave.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.postsave.autoconfigure.PostSave;
import io.postsave.autoconfigure.PostSaveAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that counts what is told, if there is a {@link MeterRegistry}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PostSaveAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBean(value = PostSave.class, type = "io.micrometer.core.instrument.MeterRegistry")
public final class PostSaveMetricsAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SmartInitializingSingleton postSaveMeters(ObjectProvider<PostSave> postSave,
			ObjectProvider<MeterRegistry> registry) {
		return () -> postSave
			.ifAvailable((started) -> registry.ifAvailable((meters) -> started.measure(new DeliveryMeters(meters))));
	}

}
