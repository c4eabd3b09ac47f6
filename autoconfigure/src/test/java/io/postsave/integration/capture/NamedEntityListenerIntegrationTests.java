package io.postsave.integration.capture;

import java.util.stream.Stream;
import javax.sql.DataSource;

import io.postsave.bookshop.Script;
import io.postsave.library.named.Leaflet;
import io.postsave.library.named.Poster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.hibernate.SpringBeanContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of applications that name the entity listener themselves.
 */
class NamedEntityListenerIntegrationTests {

	static Stream<Arguments> units() {
		return Stream.of("in-transaction", "after-commit")
			.flatMap((delivery) -> Stream.of(argumentSet("Boot's, " + delivery, BootUnit.class, delivery),
					argumentSet("native, " + delivery, NativeUnit.class, delivery)));
	}

	@ParameterizedTest
	@MethodSource("units")
	void eachRowIsToldOnce(Class<?> unit, String delivery) {
		new ApplicationContextRunner().withUserConfiguration(Application.class, unit)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "post-save.delivery=" + delivery)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Script script = context.getBean(Script.class);
				EntityManager entityManager = SharedEntityManagerCreator
					.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
				TransactionTemplate transaction = new TransactionTemplate(
						context.getBean(PlatformTransactionManager.class));
				Poster poster = new Poster("one");
				Leaflet leaflet = new Leaflet();
				transaction.executeWithoutResult((status) -> {
					entityManager.persist(poster);
					entityManager.persist(leaflet);
				});
				assertThat(script.lines()).containsExactlyInAnyOrder("+Poster", "+Leaflet");
				script.reset();
				transaction.executeWithoutResult((status) -> {
					entityManager.find(Poster.class, poster.getId()).setText("two");
					entityManager.find(Leaflet.class, leaflet.getId()).setText("two");
				});
				assertThat(script.lines()).containsExactlyInAnyOrder("~Poster", "~Leaflet");
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { BootUnit.class, NativeUnit.class })
	void switchedOffNothingIsTold(Class<?> unit) {
		new ApplicationContextRunner().withUserConfiguration(Application.class, unit)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "post-save.enabled=false")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				EntityManager entityManager = SharedEntityManagerCreator
					.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
				Poster poster = new Poster("one");
				new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
					.executeWithoutResult((status) -> entityManager.persist(poster));
				assertThat(entityManager.find(Poster.class, poster.getId())).isNotNull();
				assertThat(context.getBean(Script.class).lines()).isEmpty();
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Poster.class)
	static class BootUnit {

	}

	@Configuration(proxyBeanMethods = false)
	static class NativeUnit {

		@Bean
		SessionFactory entityManagerFactory(DataSource dataSource, ConfigurableListableBeanFactory beanFactory) {
			HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("native");
			configuration.managedClasses(Poster.class, Leaflet.class);
			configuration.property("hibernate.connection.datasource", dataSource);
			configuration.property("hibernate.hbm2ddl.auto", "create");
			configuration.property("hibernate.resource.beans.container", new SpringBeanContainer(beanFactory));
			return configuration.createEntityManagerFactory();
		}

	}

}
