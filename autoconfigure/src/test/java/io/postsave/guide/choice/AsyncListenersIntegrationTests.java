package io.postsave.guide.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.postsave.AfterCommit;
import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the guide says of {@link Async} listeners.
 */
@SpringBootTest(
		classes = { Shop.class, AsyncListenersIntegrationTests.Asynchronous.class,
				AsyncListenersIntegrationTests.Outcomes.class, AsyncListenersIntegrationTests.Listeners.class },
		properties = "spring.datasource.generate-unique-name=true")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class AsyncListenersIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	Outcomes outcomes;

	TransactionTemplate transaction;

	@BeforeEach
	void prepare(@Autowired PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager);
	}

	@Test
	void toldInTheTransactionItSharesTheSessionAndHearsWhatIsRolledBack() {
		Long customer = this.transaction.execute((status) -> {
			Customer ada = new Customer("Ada");
			this.entityManager.persist(ada);
			return Objects.requireNonNull(ada.getId());
		});
		this.transaction.executeWithoutResult((status) -> {
			Customer ada = this.entityManager.getReference(Customer.class, customer);
			this.entityManager.persist(new Order(ada));
			this.entityManager.flush();
			assertThat(join(this.outcomes.shared)).isEqualTo("Ada");
			assertThat(Hibernate.isInitialized(ada)).as("loaded by the other thread, in the session of this one")
				.isTrue();
			status.setRollbackOnly();
		});
		assertThat(this.outcomes.shared).isCompletedWithValue("Ada");
	}

	@Test
	void whatItThrowsAfterTheCommitIsForSpringsHandler() {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Letter("one")));
		assertThat(join(this.outcomes.uncaught)).hasMessage("no thumbnail");
		assertThat(this.outcomes.failures).isEmpty();
	}

	private static <T> T join(CompletableFuture<T> future) {
		return future.orTimeout(10, TimeUnit.SECONDS).join();
	}

	static class Listeners {

		private final Outcomes outcomes;

		Listeners(Outcomes outcomes) {
			this.outcomes = outcomes;
		}

		@EventListener
		@Async
		void inTransaction(PostSaveEvent.Created<Order> event) {
			this.outcomes.shared.complete(event.getEntity().getCustomer().getName());
		}

		@EventListener
		@AfterCommit
		@Async
		void afterCommit(PostSaveEvent.Created<Letter> event) {
			throw new IllegalStateException("no thumbnail");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Asynchronous implements AsyncConfigurer {

		private final Outcomes outcomes;

		Asynchronous(Outcomes outcomes) {
			this.outcomes = outcomes;
		}

		@Override
		public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
			return (ex, method, arguments) -> this.outcomes.uncaught.complete(ex);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Outcomes {

		final CompletableFuture<String> shared = new CompletableFuture<>();

		final CompletableFuture<Throwable> uncaught = new CompletableFuture<>();

		final List<Object> failures = new ArrayList<>();

		@Bean
		PostSaveErrorHandler errorHandler() {
			return this.failures::add;
		}

	}

}
