package io.postsave.actuate;

import io.postsave.autoconfigure.PostSave;
import io.postsave.autoconfigure.PostSaveAutoConfiguration;
import io.postsave.autoconfigure.PostSaveProperties;
import io.postsave.hibernate.HibernateBridge;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} of the actuator endpoint {@code postsave}. It activates where
 * Spring Boot's actuator and what post-save needs are on the class path and the endpoint
 * is exposed, which it is not by default. Where post-save is switched off, the endpoint
 * says so.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PostSaveAutoConfiguration.class)
@ConditionalOnClass(
		value = { ConditionalOnAvailableEndpoint.class, EntityManagerFactory.class,
				LocalContainerEntityManagerFactoryBean.class, PlatformTransactionManager.class },
		name = "org.hibernate.engine.spi.SessionFactoryImplementor")
@ConditionalOnAvailableEndpoint(PostSaveEndpoint.class)
public final class PostSaveEndpointAutoConfiguration {

	@Bean
	static PostSaveEndpoint postSaveEndpoint(ObjectProvider<PostSave> postSave,
			ObjectProvider<PostSaveProperties> properties, ObjectProvider<HibernateBridge> bridge) {
		return new PostSaveEndpoint(postSave, properties, bridge);
	}

}
