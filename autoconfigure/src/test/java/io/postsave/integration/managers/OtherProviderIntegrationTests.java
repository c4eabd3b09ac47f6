package io.postsave.integration.managers;

import java.util.Map;
import javax.sql.DataSource;

import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.EclipseLinkJpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of units beside Hibernate's, and of units that share a name.
 */
@ExtendWith(OutputCaptureExtension.class)
class OtherProviderIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "after-commit" })
	void unitOfAnotherProviderWorksAsWithoutListenersAndIsWarnedOfOnce(String delivery, CapturedOutput output) {
		runner(EclipseLinkUnit.class).withPropertyValues("post-save.delivery=" + delivery).run((context) -> {
			assertThat(context).hasNotFailed();
			Bookstore store = new Bookstore(context);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean("otherTransactionManager", PlatformTransactionManager.class));
			EntityManager other = other(context);
			transaction.executeWithoutResult((status) -> other.persist(new Account("A", "Ann")));
			transaction.executeWithoutResult((status) -> other.find(Account.class, "A").setOwner("Bob"));
			assertThat(other.find(Account.class, "A").getOwner()).isEqualTo("Bob");
			assertThat(store.script().lines()).isEmpty();
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book");
		});
		assertThat(output.getAll().split("is not Hibernate's", -1)).hasSize(2);
		assertThat(output).contains("Persistence unit 'eclipse'");
	}

	@Test
	void twoUnitsOfTheSameNameAreWarnedOfOnce(CapturedOutput output) {
		runner(SameNameUnit.class).run((context) -> {
			assertThat(context).hasNotFailed();
			new Bookstore(context).save("one");
		});
		assertThat(output.getAll().split("two persistence units named 'default'", -1)).hasSize(2);
	}

	@Test
	void oneUnitIsNotWarnedOf(CapturedOutput output) {
		new ApplicationContextRunner().withUserConfiguration(Bookstore.Application.class)
			.run((context) -> new Bookstore(context).save("one"));
		assertThat(output).doesNotContain("two persistence units").doesNotContain("is not Hibernate's");
	}

	private static EntityManager other(ApplicationContext context) {
		return SharedEntityManagerCreator
			.createSharedEntityManager(context.getBean("otherEntityManagerFactory", EntityManagerFactory.class));
	}

	private static ApplicationContextRunner runner(Class<?> configuration) {
		return new ApplicationContextRunner()
			.withUserConfiguration(Bookstore.Application.class, FirstUnit.class, configuration)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create");
	}

	@Configuration(proxyBeanMethods = false)
	static class FirstUnit {

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean entityManagerFactory(EntityManagerFactoryBuilder builder,
				DataSource dataSource) {
			return builder.dataSource(dataSource).packages(Book.class).build();
		}

		@Bean
		@Primary
		PlatformTransactionManager transactionManager(
				@Qualifier("entityManagerFactory") EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EclipseLinkUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean otherEntityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setJpaVendorAdapter(new EclipseLinkJpaVendorAdapter());
			factory.setPersistenceUnitName("eclipse");
			factory.setDataSource(dataSource);
			factory.setManagedTypes(org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes
				.of(Account.class.getName(), io.postsave.bookshop.Address.class.getName()));
			factory.setJpaPropertyMap(Map.of("eclipselink.weaving", "false"));
			return factory;
		}

		@Bean
		PlatformTransactionManager otherTransactionManager(
				@Qualifier("otherEntityManagerFactory") EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SameNameUnit {

		@Bean
		LocalContainerEntityManagerFactoryBean otherEntityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setPersistenceUnitName("default");
			factory.setPackagesToScan(Book.class.getPackageName());
			factory.setDataSource(dataSource);
			return factory;
		}

	}

}
