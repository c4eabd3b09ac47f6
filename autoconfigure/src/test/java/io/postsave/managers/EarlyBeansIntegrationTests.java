package io.postsave.managers;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
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
		MANAGER_BY_ADVISOR(NeedingManager.class);

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

	private static Advisor advisor() {
		NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
		pointcut.setMappedName("saveAllAndFlush");
		return new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) (invocation) -> invocation.proceed());
	}

}
