package io.postsave.observation;

import io.micrometer.observation.ObservationRegistry;
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
 * Auto-configuration} that has each call of a listener method observed, if there is an
 * {@link ObservationRegistry}. Spring Boot's
 * {@code management.observations.enable.postsave=false} switches it off. An application
 * can replace names and tags by a bean of type
 * {@link PostSaveListenerObservationConvention}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PostSaveAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnBean({ ObservationRegistry.class, PostSave.class })
public final class PostSaveObservationAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SmartInitializingSingleton postSaveListenerObservation(ObjectProvider<PostSave> postSave,
			ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<PostSaveListenerObservationConvention> convention) {
		return () -> postSave.ifAvailable((started) -> registry.ifUnique((unique) -> {
			if (!unique.isNoop()) {
				started.observe(new ObservedListenerCalls(unique, convention.getIfAvailable()));
			}
		}));
	}

}
