package io.postsave.autoconfigure;

import java.util.List;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvents;
import io.postsave.delivery.AfterCommitDelivery;
import io.postsave.delivery.ExcludedTypes;
import io.postsave.delivery.InTransactionDelivery;
import io.postsave.delivery.LoggingErrorHandler;
import io.postsave.delivery.Mutes;
import io.postsave.delivery.MutingEvents;
import io.postsave.delivery.SaveRecorder;
import io.postsave.delivery.SpringTransactions;
import io.postsave.hibernate.HibernateBridge;
import io.postsave.hibernate.HibernateSessions;
import io.postsave.listener.InTransactionPublication;
import io.postsave.listener.PostSaveEventListenerFactory;
import io.postsave.listener.PostSaveListeners;
import io.postsave.listener.TransactionalPostSaveListenerFactory;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} that publishes a {@link io.postsave.PostSaveEvent} for every entity
 * that is created or updated. Activates when Hibernate is on the class path and
 * {@code post-save.enabled} is not {@code false}. Equivalent to declaring
 * {@link io.postsave.jpa.PostSaveEntityListener} as a default entity listener in a
 * mapping file of every persistence unit, and more than that: it tells of rows when the
 * flush that wrote them is over.
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
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	PostSaveListeners postSaveListeners(ConfigurableApplicationContext context) {
		return new PostSaveListeners(context);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static PostSaveEventListenerFactory postSaveEventListenerFactory(ConfigurableBeanFactory beanFactory) {
		return new PostSaveEventListenerFactory(beanFactory, null);
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static TransactionalPostSaveListenerFactory postSaveTransactionalEventListenerFactory(
			ConfigurableBeanFactory beanFactory) {
		return new TransactionalPostSaveListenerFactory(beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	InTransactionDelivery postSaveInTransactionDelivery(ConfigurableApplicationContext context,
			ObjectProvider<InTransactionPublication> publication, PostSaveListeners listeners,
			SpringTransactions transactions) {
		InTransactionPublication marking = publication.getIfAvailable();
		return new InTransactionDelivery((marking != null) ? marking : context::publishEvent, listeners, transactions,
				PostSaveProperties.in(context.getEnvironment()).maxRounds());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	AfterCommitDelivery postSaveAfterCommitDelivery(PostSaveListeners listeners, ErrorHandlerChoice errorHandler,
			Environment environment) {
		return new AfterCommitDelivery(listeners, SingletonSupplier.of(errorHandler),
				PostSaveProperties.in(environment).maxRounds());
	}

	@Bean
	@ConditionalOnMissingBean
	PostSaveErrorHandler postSaveErrorHandler() {
		return new LoggingErrorHandler();
	}

	@Bean
	ErrorHandlerChoice postSaveErrorHandlerChoice(ConfigurableListableBeanFactory beanFactory) {
		return new ErrorHandlerChoice(beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean
	Mutes postSaveMutes() {
		return new Mutes();
	}

	@Bean
	@ConditionalOnMissingBean
	PostSaveEvents postSaveEvents(Mutes mutes, SpringTransactions transactions) {
		return new MutingEvents(mutes, transactions);
	}

	@Bean
	@ConditionalOnMissingBean
	SpringTransactions postSaveTransactions() {
		return new SpringTransactions(new HibernateSessions());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	SaveRecorder postSaveRecorder(ConfigurableApplicationContext context, PostSaveListeners listeners, Mutes mutes,
			InTransactionDelivery delivery, AfterCommitDelivery afterCommitDelivery, SpringTransactions transactions) {
		List<String> exclude = PostSaveProperties.in(context.getEnvironment()).exclude();
		ExclusionCheck.verify(exclude, context);
		return new SaveRecorder(listeners, new ExcludedTypes(exclude), mutes, delivery, afterCommitDelivery,
				transactions);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	HibernateBridge postSaveHibernateBridge(SaveRecorder recorder) {
		return new HibernateBridge(recorder);
	}

	@Bean
	static EarlyJoining postSaveEarlyJoining() {
		return new EarlyJoining();
	}

	/**
	 * What is only there, or in another way, if plain listener methods are told after the
	 * commit.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnAfterCommitDelivery.class)
	static class AfterCommitConfiguration {

		@Bean
		@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
		static InTransactionPublication postSaveInTransactionPublication(ConfigurableApplicationContext context) {
			return new InTransactionPublication(context);
		}

		@Bean
		@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
		static PostSaveEventListenerFactory postSaveEventListenerFactory(ConfigurableBeanFactory beanFactory,
				InTransactionPublication publication) {
			return new PostSaveEventListenerFactory(beanFactory, publication);
		}

		@Bean
		ParentListenersCheck postSaveParentListenersCheck(ConfigurableApplicationContext context) {
			return new ParentListenersCheck(context);
		}

	}

}
