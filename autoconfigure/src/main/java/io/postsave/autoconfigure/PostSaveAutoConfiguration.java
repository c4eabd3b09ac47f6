package io.postsave.autoconfigure;

import io.postsave.PostSaveEvents;
import io.postsave.delivery.SaveRecorder;
import io.postsave.hibernate.HibernateBridge;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
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
 * <p>
 * An application that was processed ahead of time has the conditions of its build. Run
 * with {@code post-save.enabled=false}, its beans are those of one that is switched off:
 * a {@link PostSaveEvents} that runs blocks as they are, and {@code null} for all others.
 * <p>
 * What differs between versions of Spring Boot is referred to by name, so that another
 * version gets as far as {@link EarlyJoining}, which refuses it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(beforeName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass(value = { EntityManagerFactory.class, LocalContainerEntityManagerFactoryBean.class,
		PlatformTransactionManager.class }, name = "org.hibernate.engine.spi.SessionFactoryImplementor")
@Conditional(OnSwitchedOn.class)
@EnableConfigurationProperties(PostSaveProperties.class)
@ImportRuntimeHints(PostSaveRuntimeHints.class)
public final class PostSaveAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static EarlyJoining postSaveEarlyJoining(Environment environment) {
		return new EarlyJoining(environment);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static @Nullable PostSave postSave(ConfigurableApplicationContext context) {
		return OnSwitchedOn.isEnabled(context.getEnvironment()) ? new PostSave(context) : null;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static @Nullable SaveRecorder postSaveRecorder(@Nullable PostSave postSave) {
		return (postSave != null) ? postSave.recorder() : null;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static @Nullable HibernateBridge postSaveHibernateBridge(@Nullable PostSave postSave) {
		return (postSave != null) ? postSave.bridge() : null;
	}

	@Bean
	static PostSaveEvents postSaveEvents(@Nullable PostSave postSave) {
		return (postSave != null) ? postSave.events() : new UntoldEvents();
	}

}
