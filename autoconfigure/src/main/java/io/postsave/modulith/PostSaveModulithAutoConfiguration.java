package io.postsave.modulith;

import java.time.Clock;

import io.postsave.autoconfigure.PostSave;
import io.postsave.autoconfigure.PostSaveAutoConfiguration;
import org.aopalliance.intercept.MethodInterceptor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.modulith.events.core.Staleness;
import org.springframework.util.ClassUtils;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that makes transactional listener methods durable where Spring
 * Modulith has an event publication registry: what they are owed is stored in the
 * transaction that writes, and delivered until it was handled.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PostSaveAutoConfiguration.class,
		afterName = { "org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
				"org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration" })
@ConditionalOnClass({ EventSerializer.class, JsonMapper.class })
@ConditionalOnBean(EventPublicationRegistry.class)
@EnableConfigurationProperties(PostSaveModulithProperties.class)
public final class PostSaveModulithAutoConfiguration {

	private static final int INSIDE_OF_COMPLETION = Ordered.HIGHEST_PRECEDENCE + 11;

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ModulithJoining postSaveModulithJoining(ConfigurableEnvironment environment) {
		return new ModulithJoining(environment);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static StoredEvents postSaveStoredEvents(ListableBeanFactory beanFactory, ObjectProvider<JdbcOperations> database,
			Environment environment) {
		return new StoredEvents(
				new MappedEntities(beanFactory, PostSaveModulithProperties.in(environment).typeAliases()),
				new RegistryColumn(database, environment.getProperty("spring.modulith.events.jdbc.schema")));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DurableListeners postSaveDurableListeners(AbstractApplicationContext context) {
		return new DurableListeners(context);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DurableCalls postSaveDurableCalls(Environment environment, DurableListeners listeners) {
		return new DurableCalls(Clock.systemUTC(), PostSaveModulithProperties.in(environment).maxAttempts(),
				listeners::isExternalizer);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor postSaveDurableCallAdvisor(DurableCalls calls, ObjectProvider<EventPublicationRegistry> registry,
			Environment environment) {
		return advisor(
				new DurableMethods(environment, true), new FailedCallInterceptor(calls,
						new UnnoticedCalls(registry::getObject), PostSaveModulithProperties.in(environment).goneRows()),
				INSIDE_OF_COMPLETION);
	}

	/**
	 * Of advisors with the same order the first that was defined is the outer one, so
	 * that this one is called inside of the transaction.
	 */
	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor postSaveEntityLoadingAdvisor(StoredEvents events, Environment environment) {
		return advisor(new DurableMethods(environment, false), new EntityLoadingInterceptor(events),
				Ordered.LOWEST_PRECEDENCE);
	}

	private static Advisor advisor(Pointcut pointcut, MethodInterceptor interceptor, int order) {
		DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(pointcut, interceptor);
		advisor.setOrder(order);
		return advisor;
	}

	@Bean
	static Resubmission postSaveResubmission(EventPublicationRegistry registry, EventPublicationRepository repository,
			ObjectProvider<Staleness> staleness, ObjectProvider<Clock> clock, DurableCalls calls,
			DurableListeners listeners, PostSaveModulithProperties properties, ListableBeanFactory beanFactory) {
		OwedPublications owed = new OwedPublications(registry, repository, staleness.getObject(),
				clock.getIfAvailable(Clock::systemUTC), calls, listeners);
		return new Resubmission(owed, calls, lock(beanFactory), listeners::isAnyOwed, properties.resubmitInterval());
	}

	private static ResubmissionLock lock(ListableBeanFactory beanFactory) {
		return ClassUtils.isPresent("org.springframework.integration.support.locks.LockRegistry",
				PostSaveModulithAutoConfiguration.class.getClassLoader()) ? LockRegistryLock.in(beanFactory)
						: ResubmissionLock.NONE;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SmartInitializingSingleton postSaveExternalization(ObjectProvider<PostSave> postSave,
			DurableListeners listeners, ListableBeanFactory beanFactory) {
		return () -> {
			postSave.ifAvailable((started) -> started.publishTo("externalization to other processes",
					(type) -> ExternalizedEntities.isExternalized(type) && listeners.isExternalizing()));
			JpaRegistryCheck.warn(beanFactory);
			LegacyRegistryCheck.warn(beanFactory.getBean(Environment.class));
		};
	}

}
