package io.postsave.integration.choice;

import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.Reader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of what is refused, and when, if a listener names an attribute that no entity
 * has.
 */
class NamedAttributesIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	private final ApplicationContextRunner oneUnit = this.runner.withUserConfiguration(OneUnit.class);

	private final ApplicationContextRunner twoUnits = this.runner.withUserConfiguration(TwoUnits.class);

	private final ApplicationContextRunner lazyUnits = this.runner.withUserConfiguration(LazyUnits.class);

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					WithTypo              | 'titel'        | Name attributes of these, or leave the annotation out.
					WithIdentifier        | 'id'           | 'id' is the identifier or a part of it of io.postsave.bookshop.Account
					WithPartOfIdentifier  | 'copyNumber'   | 'copyNumber' is the identifier or a part of it of io.postsave.library
					WithVersion           | 'version'      | 'version' is the version of io.postsave.bookshop.Account
					WithInverseCollection | 'cards'        | 'cards' is an inverse collection of io.postsave.library.catalog.Reader
					WithPath              | 'address.city' | Attributes are compared as a whole: name 'address'
					WithTypoForFees       | 'state'        | LateFee in persistence unit 'default', which has: amount, daysLate, status
					""")
	void nameThatIsNoAttributeThatCanChangeFailsTheStartup(String listener, String name, String advice) {
		for (String delivery : new String[] { "in-transaction", "after-commit" }) {
			this.oneUnit.withPropertyValues("post-save.delivery=" + delivery)
				.withBean(listenerClass(listener))
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(IllegalStateException.class)
					.hasMessageStartingWith("Listener method " + NamedAttributesIntegrationTests.class.getName() + "$"
							+ listener + ".on(io.postsave.PostSaveEvent) is annotated with @WhenChanged, but no entity "
							+ "that it can hear has " + name + " as an attribute that can change. ")
					.hasMessageContaining(advice));
		}
	}

	@Test
	void whatTheEntityHasIsListed() {
		this.oneUnit.withBean(WithTypo.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("It can hear " + Book.class.getName()
						+ " in persistence unit 'default', which has: author, title. "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "WithCollection", "ForNoEntity", "ForAnythingWithNicknames" })
	void rightNameStarts(String listener) {
		this.oneUnit.withBean(listenerClass(listener)).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void entityThatIsExcludedIsNotHeard() {
		this.oneUnit.withPropertyValues("post-save.exclude=" + Reader.class.getName())
			.withBean(ForAnythingWithNicknames.class)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'nicknames'"));
	}

	@Test
	void switchedOffNothingIsRefused() {
		this.oneUnit.withPropertyValues("post-save.enabled=false")
			.withBean(WithTypo.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void unitThatStartsInTheBackgroundIsWaitedForBySpringAndRefused() {
		this.oneUnit.withPropertyValues("spring.jpa.bootstrap=async")
			.withBean(WithTypo.class)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'titel'"));
		this.oneUnit.withPropertyValues("spring.jpa.bootstrap=async")
			.withBean(WithCollection.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void nameThatOneOfTwoUnitsHasStarts() {
		this.twoUnits.withBean(ForAnythingWithNicknames.class).run((context) -> {
			assertThat(context).hasNotFailed();
			save(context, "shop", new Book("one"));
			save(context, "archive", new Book("one"));
			save(context, "archive", new Reader("Ann"));
			assertThat(context.getBean(ForAnythingWithNicknames.class).told).isEqualTo("Reader");
		});
	}

	@Test
	void nameThatNoneOfTwoUnitsHasFailsTheStartupAndListsBoth() {
		this.twoUnits.withBean(WithTypo.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("Book in persistence unit 'archive', which has: author, title; "
						+ "io.postsave.bookshop.Book in persistence unit 'shop', which has: author, title."));
	}

	@Test
	void lazyUnitIsRefusedWhenItIsBuilt() {
		this.lazyUnits.withBean(WithTypo.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanFactory().containsSingleton("archiveFactory")).isFalse();
			assertThat(context.getBean("shopFactory")).isInstanceOf(EntityManagerFactory.class);
			for (int i = 0; i < 2; i++) {
				assertThatException().isThrownBy(() -> context.getBean("archiveFactory"))
					.havingRootCause()
					.withMessageContaining("'titel'");
			}
		});
	}

	@Test
	void lazyUnitMayHaveTheName() {
		this.lazyUnits.withBean(ForAnythingWithNicknames.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean("shopFactory")).isInstanceOf(EntityManagerFactory.class);
			assertThat(context.getBean("archiveFactory")).isInstanceOf(EntityManagerFactory.class);
		});
	}

	@Test
	void listenerOfAParentContextHearsTheUnitsOfItsChild() {
		this.runner.withUserConfiguration(NoUnit.class).withBean(WithTypo.class).run((parent) -> {
			assertThat(parent).hasNotFailed();
			this.oneUnit.withParent(parent)
				.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("'titel'"));
		});
	}

	private static Class<?> listenerClass(String simpleName) {
		try {
			return Class.forName(NamedAttributesIntegrationTests.class.getName() + "$" + simpleName);
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void save(AssertableApplicationContext context, String unit, Object entity) {
		EntityManagerFactory factory = context.getBean(unit + "Factory", EntityManagerFactory.class);
		try (EntityManager entityManager = factory.createEntityManager()) {
			entityManager.getTransaction().begin();
			entityManager.persist(entity);
			entityManager.getTransaction().commit();
		}
	}

	static class WithTypo {

		@EventListener
		@WhenChanged({ "title", "titel" })
		void on(PostSaveEvent<Book> event) {
		}

	}

	static class WithIdentifier {

		@EventListener
		@WhenChanged("id")
		void on(PostSaveEvent<?> event) {
		}

	}

	static class WithPartOfIdentifier {

		@EventListener
		@WhenChanged("copyNumber")
		void on(PostSaveEvent<?> event) {
		}

	}

	static class WithVersion {

		@EventListener
		@WhenChanged("version")
		void on(PostSaveEvent<Account> event) {
		}

	}

	static class WithInverseCollection {

		@EventListener
		@WhenChanged("cards")
		void on(PostSaveEvent<Reader> event) {
		}

	}

	static class WithPath {

		@EventListener
		@WhenChanged("address.city")
		void on(PostSaveEvent<Account> event) {
		}

	}

	static class WithTypoForFees {

		@EventListener
		@WhenChanged("state")
		void on(PostSaveEvent<? extends Fee> event) {
		}

	}

	static class WithCollection {

		@EventListener
		@WhenChanged("nicknames")
		void on(PostSaveEvent<Reader> event) {
		}

	}

	static class ForNoEntity {

		@EventListener
		@WhenChanged("anything")
		void on(PostSaveEvent<String> event) {
		}

	}

	static class ForAnythingWithNicknames {

		private volatile String told = "";

		@EventListener
		@WhenChanged({ "nicknames", "email", "name" })
		void on(PostSaveEvent<?> event) {
			this.told += event.getEntityType().getSimpleName();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	@EntityScan(basePackageClasses = { Book.class, Reader.class })
	static class OneUnit {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration" })
	static class NoUnit {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	@Import(OtherTransactions.class)
	static class TwoUnits {

		@Bean
		LocalContainerEntityManagerFactoryBean shopFactory(EntityManagerFactoryBuilder builder, DataSource dataSource) {
			return unit("shop", builder, dataSource, Book.class);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean archiveFactory(EntityManagerFactoryBuilder builder,
				DataSource dataSource) {
			return unit("archive", builder, dataSource, Book.class, Reader.class);
		}

		static LocalContainerEntityManagerFactoryBean unit(String name, EntityManagerFactoryBuilder builder,
				DataSource dataSource, Class<?>... packages) {
			return builder.dataSource(dataSource)
				.packages(packages)
				.persistenceUnit(name)
				.properties(Map.of("hibernate.hbm2ddl.auto", "update"))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	@Import(OtherTransactions.class)
	static class LazyUnits {

		@Bean
		@Lazy
		LocalSessionFactoryBean shopFactory(DataSource dataSource) {
			return unit("shop", dataSource, Book.class);
		}

		@Bean
		@Lazy
		LocalSessionFactoryBean archiveFactory(DataSource dataSource) {
			return unit("archive", dataSource, Book.class, Reader.class);
		}

		private static LocalSessionFactoryBean unit(String name, DataSource dataSource, Class<?>... packages) {
			LocalSessionFactoryBean unit = new LocalSessionFactoryBean();
			unit.setDataSource(dataSource);
			unit.setPackagesToScan(Stream.of(packages).map(Class::getPackageName).toArray(String[]::new));
			unit.getHibernateProperties().put("hibernate.persistenceUnitName", name);
			unit.getHibernateProperties().put("hibernate.hbm2ddl.auto", "update");
			return unit;
		}

	}

	/**
	 * Transactions that need no unit.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OtherTransactions {

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new DataSourceTransactionManager(dataSource);
		}

	}

}
