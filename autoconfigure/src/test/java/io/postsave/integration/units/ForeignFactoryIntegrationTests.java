package io.postsave.integration.units;

import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.library.exclusion.AuditRecord;
import io.postsave.library.exclusion.LoginRecord;
import io.postsave.library.exclusion.Secret;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of persistence units that Spring Boot did not build, and of those that make it
 * hard to have an entity listener.
 */
class ForeignFactoryIntegrationTests {

	static Stream<Arguments> foreignFactories() {
		return Stream.of(argumentSet("factory bean", runner(FactoryBeanConfiguration.class), "own"),
				argumentSet("native session factory", runner(NativeConfiguration.class), "native"),
				argumentSet("local session factory bean", runner(LocalSessionFactoryConfiguration.class), "default"),
				argumentSet("local session factory bean in the background",
						runner(BackgroundSessionFactoryConfiguration.class), "default"),
				argumentSet("no mapping files",
						runner(BootConfiguration.class).withPropertyValues(
								"spring.jpa.properties.hibernate.xml_mapping_enabled=false"),
						"default"),
				argumentSet("no callbacks", runner(BootConfiguration.class)
					.withPropertyValues("spring.jpa.properties.hibernate.jpa_callbacks.enabled=false"), "default"));
	}

	@ParameterizedTest
	@MethodSource("foreignFactories")
	void eachSaveIsToldExactlyOnce(ApplicationContextRunner runner, String unit) {
		runner.run((context) -> {
			Script script = context.getBean(Script.class);
			EntityManager entityManager = entityManager(context);
			Book book = new Book("one");
			transaction(context).executeWithoutResult((status) -> {
				entityManager.persist(book);
				entityManager.persist(new Note("one"));
			});
			assertThat(script.lines()).containsExactlyInAnyOrder("+Book", "+Note");
			script.reset();
			transaction(context)
				.executeWithoutResult((status) -> entityManager.find(Book.class, book.getId()).setTitle("two"));
			assertThat(script.lines()).containsExactly("~Book");
			assertThat(script.heard().get(0)).returns(unit, PostSaveEvent::getPersistenceUnit)
				.returns(book.getId(), PostSaveEvent::getId)
				.returns(new AttributeChange("one", "two"), (event) -> event.getChanges().get("title"));
		});
	}

	@ParameterizedTest
	@MethodSource("foreignFactories")
	void entityThatExcludesDefaultListenersIsNotTold(ApplicationContextRunner runner) {
		runner.run((context) -> {
			transaction(context).executeWithoutResult((status) -> {
				EntityManager entityManager = entityManager(context);
				Secret secret = new Secret("one");
				entityManager.persist(secret);
				entityManager.persist(new LoginRecord("Ann"));
				entityManager.flush();
				secret.setText("two");
			});
			assertThat(context.getBean(Script.class).lines()).containsExactly("+LoginRecord");
		});
	}

	@ParameterizedTest
	@MethodSource("foreignFactories")
	void listenerSavesAnother(ApplicationContextRunner runner) {
		runner.run((context) -> {
			Script script = context.getBean(Script.class);
			EntityManager entityManager = entityManager(context);
			script.onCreated(Book.class, (book) -> entityManager.persist(new LoginRecord(book.getTitle())));
			script.onCreated(LoginRecord.class, (login) -> login.setReader("changed"));
			transaction(context).executeWithoutResult((status) -> entityManager.persist(new Book("one")));
			assertThat(script.lines()).containsExactly("+Book", "+LoginRecord", "~LoginRecord");
			assertThat(entityManager.createQuery("select reader from LoginRecord", String.class).getResultList())
				.containsExactly("changed");
		});
	}

	@ParameterizedTest
	@MethodSource("foreignFactories")
	void exceptionOfAListenerRollsBackAndReachesTheCaller(ApplicationContextRunner runner) {
		runner.run((context) -> {
			EntityManager entityManager = entityManager(context);
			IllegalStateException failure = new IllegalStateException("refused");
			context.getBean(Script.class).onCreated(Book.class, (book) -> {
				throw failure;
			});
			assertThatIllegalStateException().isThrownBy(
					() -> transaction(context).executeWithoutResult((status) -> entityManager.persist(new Book("one"))))
				.isSameAs(failure);
			assertThat(entityManager.createQuery("from Book", Book.class).getResultList()).isEmpty();
		});
	}

	@ParameterizedTest
	@MethodSource("foreignFactories")
	void removedEntityIsNotTold(ApplicationContextRunner runner) {
		runner.run((context) -> {
			EntityManager entityManager = entityManager(context);
			Book book = new Book("one");
			transaction(context).executeWithoutResult((status) -> entityManager.persist(book));
			context.getBean(Script.class).reset();
			transaction(context).executeWithoutResult((status) -> {
				Book found = entityManager.find(Book.class, book.getId());
				found.setTitle("two");
				entityManager.remove(found);
			});
			assertThat(context.getBean(Script.class).lines()).isEmpty();
		});
	}

	@ParameterizedTest
	@MethodSource("foreignFactories")
	void statelessSessionIsTold(ApplicationContextRunner runner) {
		runner.run((context) -> {
			factory(context).unwrap(SessionFactory.class).inStatelessTransaction((session) -> {
				Book book = new Book("one");
				session.insert(book);
				session.update(book);
				session.upsert(book);
			});
			assertThat(context.getBean(Script.class).lines()).containsExactly("+Book", "~Book");
		});
	}

	@Test
	void sessionFactoryThatNobodyAsksTheContextForIsBridged() {
		new ApplicationContextRunner().withUserConfiguration(Application.class, SessionOnlyConfiguration.class)
			.run((context) -> {
				transaction(context)
					.executeWithoutResult((status) -> context.getBean(Session.class).persist(new Book("one")));
				assertThat(context.getBean(Script.class).lines()).containsExactly("+Book");
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { FactoryBeanConfiguration.class, NativeConfiguration.class,
			LocalSessionFactoryConfiguration.class, BackgroundSessionFactoryConfiguration.class })
	void sessionFactoryThatIsASecondBeanIsBridgedOnce(Class<?> configuration) {
		runner(configuration).withUserConfiguration(UnwrappingConfiguration.class).run((context) -> {
			assertThat(context.getBean("unwrapped")).isInstanceOf(SessionFactory.class);
			EntityManager entityManager = entityManager(context);
			transaction(context).executeWithoutResult((status) -> entityManager.persist(new Book("one")));
			assertThat(context.getBean(Script.class).lines()).containsExactly("+Book");
		});
	}

	private static ApplicationContextRunner runner(Class<?> configuration) {
		return new ApplicationContextRunner().withUserConfiguration(Application.class, configuration);
	}

	private static EntityManager entityManager(ApplicationContext context) {
		return SharedEntityManagerCreator.createSharedEntityManager(factory(context));
	}

	private static EntityManagerFactory factory(ApplicationContext context) {
		return context.getBean("entityManagerFactory", EntityManagerFactory.class);
	}

	private static TransactionTemplate transaction(ApplicationContext context) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
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
	@EntityScan(basePackageClasses = { Book.class, Secret.class })
	static class BootConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryBeanConfiguration {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			HibernateJpaVendorAdapter adapter = new HibernateJpaVendorAdapter();
			adapter.setGenerateDdl(true);
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setJpaVendorAdapter(adapter);
			factory.setDataSource(dataSource);
			factory.setPersistenceUnitName("own");
			factory.setPackagesToScan(Book.class.getPackageName(), Secret.class.getPackageName());
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NativeConfiguration {

		@Bean
		SessionFactory entityManagerFactory(DataSource dataSource) {
			HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("native");
			configuration.managedClasses(Book.class, Note.class, Address.class, Secret.class, AuditRecord.class,
					LoginRecord.class);
			configuration.property("hibernate.connection.datasource", dataSource);
			configuration.property("hibernate.hbm2ddl.auto", "create");
			return configuration.createEntityManagerFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LocalSessionFactoryConfiguration {

		@Bean
		LocalSessionFactoryBean entityManagerFactory(DataSource dataSource) {
			Properties properties = new Properties();
			properties.setProperty("hibernate.hbm2ddl.auto", "create");
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(Book.class.getPackageName(), Secret.class.getPackageName());
			factory.setHibernateProperties(properties);
			return factory;
		}

		@Bean
		PlatformTransactionManager transactionManager(
				@Qualifier("entityManagerFactory") SessionFactory sessionFactory) {
			return new HibernateTransactionManager(sessionFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BackgroundSessionFactoryConfiguration extends LocalSessionFactoryConfiguration {

		@Bean
		@Override
		LocalSessionFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalSessionFactoryBean factory = super.entityManagerFactory(dataSource);
			factory.setBootstrapExecutor(new SimpleAsyncTaskExecutor());
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SessionOnlyConfiguration {

		@Bean
		LocalSessionFactoryBean sessionFactory(DataSource dataSource) {
			return new LocalSessionFactoryConfiguration().entityManagerFactory(dataSource);
		}

		@Bean
		PlatformTransactionManager transactionManager(LocalSessionFactoryBean factory) {
			return new HibernateTransactionManager(factory.getObject());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnwrappingConfiguration {

		@Bean(autowireCandidate = false)
		SessionFactory unwrapped(@Qualifier("entityManagerFactory") EntityManagerFactory entityManagerFactory) {
			return entityManagerFactory.unwrap(SessionFactory.class);
		}

	}

}
