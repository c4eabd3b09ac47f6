package io.postsave.autoconfigure;

import io.postsave.PostSaveEvents;
import io.postsave.delivery.SaveRecorder;
import io.postsave.hibernate.HibernateBridge;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that publishes a {@link io.postsave.PostSaveEvent} for every entity
 * that is created, updated or deleted. It activates when Hibernate is on the class path
 * and {@code post-save.enabled} is not {@code false}. It has
 * {@link io.postsave.jpa.PostSaveEntityListener} called for every entity of every
 * persistence unit that is a bean of the application or built by one; what is written is
 * told when its flush is over or when its transaction has committed, as each listener
 * chooses or else {@code post-save.delivery} says. An application can replace what
 * handles the failures of its listeners, by a bean of type
 * {@link io.postsave.PostSaveErrorHandler}, and nothing else.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass(value = { EntityManagerFactory.class, LocalContainerEntityManagerFactoryBean.class,
		PlatformTransactionManager.class }, name = "org.hibernate.engine.spi.SessionFactoryImplementor")
@Conditional(OnSwitchedOn.class)
@EnableConfigurationProperties(PostSaveProperties.class)
@ImportRuntimeHints(PostSaveRuntimeHints.class)
public final class PostSaveAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static EarlyJoining postSaveEarlyJoining() {
		return new EarlyJoining();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static PostSave postSave(ConfigurableApplicationContext context) {
		return new PostSave(context);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SaveRecorder postSaveRecorder(PostSave postSave) {
		return postSave.recorder();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static HibernateBridge postSaveHibernateBridge(PostSave postSave) {
		return postSave.bridge();
	}

	@Bean
	static PostSaveEvents postSaveEvents(PostSave postSave) {
		return postSave.events();
	}

}
