package io.postsave.integration.managers;

import java.util.Map;
import javax.sql.DataSource;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of units and managers that are needed before most post-processors are there.
 */
class EarlyBeansIntegrationTests {

	@ParameterizedTest
	@EnumSource
	void savesAreToldInTheTransaction(NeededBy neededBy) {
		runner(neededBy).run((context) -> {
			assertThat(context).hasNotFailed();
			Bookstore store = new Bookstore(context);
			store.script().onCreated(Book.class, (book) -> store.entityManager().persist(new Note(book.getTitle())));
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			assertThat(store.phases()).containsExactly("before one", "after one");
		});
	}

	@ParameterizedTest
	@EnumSource
	void savesAreToldAfterTheCommit(NeededBy neededBy) {
		runner(neededBy).withPropertyValues("post-save.delivery=after-commit").run((context) -> {
			Bookstore store = new Bookstore(context);
			store.script()
				.onCreated(Book.class,
						(book) -> store.inTransaction((entityManager) -> entityManager.persist(new Note("one"))));
			context.getBean(BookRepository.class).save(new Book("one"));
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
		});
	}

	private static ApplicationContextRunner runner(NeededBy neededBy) {
		return new ApplicationContextRunner()
			.withUserConfiguration(Application.class, Bookstore.Listeners.class, neededBy.configuration)
			.withPropertyValues("spring.datasource.generate-unique-name=true");
	}

	enum NeededBy {

		POST_PROCESSOR(NeedingPostProcessor.class), ORDERED_POST_PROCESSOR(NeedingOrderedPostProcessor.class),
		PRIORITY_ORDERED_POST_PROCESSOR(NeedingPriorityOrderedPostProcessor.class), ADVISOR(NeedingAdvisor.class),
		MANAGER_BY_ADVISOR(NeedingManager.class), FACTORY_POST_PROCESSOR(NeedingFactoryPostProcessor.class),
		PRIORITY_ORDERED_FACTORY_POST_PROCESSOR(NeedingPriorityOrderedFactoryPostProcessor.class),
		REGISTRY_POST_PROCESSOR(NeedingRegistryPostProcessor.class);

		private final Class<?> configuration;

		NeededBy(Class<?> configuration) {
			this.configuration = configuration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(basePackageClasses = BookRepository.class)
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedingPostProcessor {

		@Bean
		static BeanPostProcessor needing(BookRepository books) {
			return new BeanPostProcessor() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedingOrderedPostProcessor {

		@Bean
		static BeanPostProcessor needing(BookRepository books) {
			return new OrderedPostProcessor();
		}

		static class OrderedPostProcessor implements BeanPostProcessor, Ordered {

			@Override
			public int getOrder() {
				return Ordered.HIGHEST_PRECEDENCE;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedingPriorityOrderedPostProcessor {

		@Bean
		static BeanPostProcessor needing(BookRepository books) {
			return new PriorityOrderedPostProcessor();
		}

		static class PriorityOrderedPostProcessor extends NeedingOrderedPostProcessor.OrderedPostProcessor
				implements PriorityOrdered {

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedingAdvisor {

		@Bean
		static Advisor needing(BookRepository books) {
			return advisor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedingManager {

		@Bean
		static Advisor needing(PlatformTransactionManager transactionManager) {
			return advisor();
		}

	}

	/**
	 * A unit of the application's: that of Spring Boot cannot be built so early.
	 */
	static class EarlyUnit {

		@Bean
		static LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setPackagesToScan(Book.class.getPackageName());
			factory.setDataSource(dataSource);
			factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
			return factory;
		}

		@Bean
		static PlatformTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedingFactoryPostProcessor extends EarlyUnit {

		@Bean
		static BeanFactoryPostProcessor needing(BookRepository books) {
			return (beanFactory) -> books.count();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedingPriorityOrderedFactoryPostProcessor extends EarlyUnit {

		@Bean
		static BeanFactoryPostProcessor needing(BookRepository books) {
			return new PriorityOrderedFactoryPostProcessor();
		}

		static class PriorityOrderedFactoryPostProcessor implements BeanFactoryPostProcessor, PriorityOrdered {

			@Override
			public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
			}

			@Override
			public int getOrder() {
				return Ordered.HIGHEST_PRECEDENCE;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedingRegistryPostProcessor extends EarlyUnit {

		@Bean
		static BeanDefinitionRegistryPostProcessor needing(BookRepository books) {
			return (registry) -> books.count();
		}

	}

	private static Advisor advisor() {
		NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
		pointcut.setMappedName("saveAllAndFlush");
		return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) (invocation) -> invocation.proceed());
	}

}
