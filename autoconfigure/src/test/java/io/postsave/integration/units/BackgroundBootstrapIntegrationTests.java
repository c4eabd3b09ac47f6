package io.postsave.integration.units;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.BookshopApplication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a persistence unit that starts in the background.
 */
class BackgroundBootstrapIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(BookshopApplication.class, Script.class)
		.withPropertyValues("spring.jpa.bootstrap=async");

	@Test
	void otherBeansAreCreatedWhileTheFactoryIsBuilt() {
		this.runner.withUserConfiguration(SlowFactoryConfiguration.class).run((context) -> {
			assertThat(context.getBean(Progress.class).factoryMetOthers).isTrue();
			save(context.getBean(PlatformTransactionManager.class), context.getBean(EntityManager.class));
			assertThat(context.getBean(Script.class).lines()).containsExactly("+Book");
		});
	}

	@Test
	void beanMaySaveWhileTheContextStarts() {
		this.runner.withUserConfiguration(EagerUserConfiguration.class)
			.run((context) -> assertThat(context.getBean(EntityManager.class)
				.createQuery("select title from Book", String.class)
				.getResultList()).containsExactly("one"));
	}

	@Test
	void listenersWorkWithoutMappingFiles() {
		this.runner.withPropertyValues("spring.jpa.properties.hibernate.xml_mapping_enabled=false").run((context) -> {
			save(context.getBean(PlatformTransactionManager.class), context.getBean(EntityManager.class));
			assertThat(context.getBean(Script.class).lines()).containsExactly("+Book");
		});
	}

	private static void save(PlatformTransactionManager transactionManager, EntityManager entityManager) {
		new TransactionTemplate(transactionManager)
			.executeWithoutResult((status) -> entityManager.persist(new Book("one")));
	}

	@Configuration(proxyBeanMethods = false)
	static class SlowFactoryConfiguration {

		@Bean
		static Progress progress() {
			return new Progress();
		}

		@Bean
		HibernatePropertiesCustomizer waitForOthers(Progress progress) {
			IntegratorProvider provider = () -> List.of(progress);
			return (properties) -> properties.put(JpaSettings.INTEGRATOR_PROVIDER, provider);
		}

		@Bean
		Object others(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
				EntityManager entityManager, Script script, Progress progress) {
			progress.othersCreated.countDown();
			return new Object();
		}

	}

	static class Progress implements Integrator {

		private final CountDownLatch othersCreated = new CountDownLatch(1);

		private volatile boolean factoryMetOthers;

		@Override
		public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
				SessionFactoryImplementor sessionFactory) {
			try {
				this.factoryMetOthers = this.othersCreated.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EagerUserConfiguration {

		@Bean
		Object eager(PlatformTransactionManager transactionManager, EntityManager entityManager) {
			save(transactionManager, entityManager);
			return new Object();
		}

	}

}
