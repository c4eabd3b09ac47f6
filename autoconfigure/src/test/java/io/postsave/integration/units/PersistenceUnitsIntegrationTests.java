package io.postsave.integration.units;

import java.util.Map;
import javax.sql.DataSource;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.library.catalog.Reader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of an application with two persistence units that both have books.
 */
@Tag("smoke")
@SpringBootTest
class PersistenceUnitsIntegrationTests {

	@PersistenceContext(unitName = "shop")
	EntityManager shop;

	@PersistenceContext(unitName = "archive")
	EntityManager archive;

	TransactionTemplate shopTransaction;

	TransactionTemplate archiveTransaction;

	@Autowired
	Script script;

	@Autowired
	void setTransactionManagers(@Qualifier("shopTransactionManager") PlatformTransactionManager shop,
			@Qualifier("archiveTransactionManager") PlatformTransactionManager archive) {
		this.shopTransaction = new TransactionTemplate(shop);
		this.archiveTransaction = new TransactionTemplate(archive);
	}

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	void eventCarriesTheNameOfItsUnit() {
		this.shopTransaction.executeWithoutResult((status) -> this.shop.persist(new Book("one")));
		this.archiveTransaction.executeWithoutResult((status) -> this.archive.persist(new Book("two")));
		assertHeard(tuple("shop", "one"), tuple("archive", "two"));
	}

	@Test
	void nestedTransactionsTellTheSavesOfTheirUnit() {
		this.shopTransaction.executeWithoutResult((outer) -> {
			this.shop.persist(new Book("shop 1"));
			this.archiveTransaction.executeWithoutResult((inner) -> {
				this.archive.persist(new Book("archive 1"));
				this.shop.persist(new Book("shop 2"));
				this.archive.persist(new Book("archive 2"));
			});
			assertHeard(tuple("archive", "archive 1"), tuple("archive", "archive 2"));
			this.shop.persist(new Book("shop 3"));
		});
		assertHeard(tuple("archive", "archive 1"), tuple("archive", "archive 2"), tuple("shop", "shop 1"),
				tuple("shop", "shop 2"), tuple("shop", "shop 3"));
	}

	@Test
	void flushOfOneUnitInsideTheTransactionOfAnotherTellsItsSavesAlone() {
		this.shopTransaction.executeWithoutResult((outer) -> {
			this.shop.persist(new Book("shop"));
			this.archiveTransaction.executeWithoutResult((inner) -> {
				this.archive.persist(new Book("archive"));
				this.archive.persist(new Note("identity in the archive"));
				this.shop.flush();
				assertHeard(tuple("shop", "shop"));
			});
		});
		assertThat(this.script.heard()).extracting(PostSaveEvent::getPersistenceUnit)
			.containsExactly("shop", "archive", "archive");
	}

	@Test
	void rollbackOfTheInnerTransactionLeavesTheOuterAlone() {
		this.shopTransaction.executeWithoutResult((outer) -> {
			this.shop.persist(new Note("identity in the shop"));
			this.archiveTransaction.executeWithoutResult((inner) -> {
				this.archive.persist(new Note("identity that is rolled back"));
				inner.setRollbackOnly();
			});
		});
		assertThat(this.script.heard()).extracting(PostSaveEvent::getPersistenceUnit).containsExactly("shop");
	}

	@Test
	void listenerSavesInTheOtherUnit() {
		this.script.onCreated(Account.class, (account) -> this.archiveTransaction
			.executeWithoutResult((status) -> this.archive.persist(new Book(account.getOwner()))));
		this.shopTransaction.executeWithoutResult((status) -> this.shop.persist(new Account("other", "Ann")));
		assertThat(this.script.heard()).extracting(PostSaveEvent::getPersistenceUnit, PostSaveEvent::getEntityType)
			.containsExactly(tuple("shop", Account.class), tuple("archive", Book.class));
		assertThat(
				this.archive.createQuery("select count(*) from Book where title = 'Ann'", Long.class).getSingleResult())
			.isOne();
	}

	@Test
	void listenerSavesInTheOtherUnitAndBack() {
		this.script.onCreated(Account.class, (account) -> this.archiveTransaction
			.executeWithoutResult((status) -> this.archive.persist(new Reader(account.getOwner()))));
		this.script.onCreated(Reader.class, (reader) -> this.shop.persist(new Book(reader.getName())));
		this.shopTransaction.executeWithoutResult((status) -> this.shop.persist(new Account("back", "Bob")));
		assertThat(this.script.heard()).extracting(PostSaveEvent::getPersistenceUnit, PostSaveEvent::getEntityType)
			.containsExactly(tuple("shop", Account.class), tuple("archive", Reader.class), tuple("shop", Book.class));
		assertThat(this.shop.createQuery("select count(*) from Book where title = 'Bob'", Long.class).getSingleResult())
			.isOne();
	}

	@Test
	void listenerSavesInTheOuterTransactionOfTheOtherUnit() {
		this.script.onCreated(Account.class, (account) -> this.archive.persist(new Book(account.getOwner())));
		this.archiveTransaction.executeWithoutResult((outer) -> {
			this.shopTransaction.executeWithoutResult((inner) -> this.shop.persist(new Account("outer", "Eve")));
			assertThat(this.script.lines()).containsExactly("+Account");
		});
		assertThat(this.script.heard()).extracting(PostSaveEvent::getPersistenceUnit, PostSaveEvent::getEntityType)
			.containsExactly(tuple("shop", Account.class), tuple("archive", Book.class));
		assertThat(
				this.archive.createQuery("select count(*) from Book where title = 'Eve'", Long.class).getSingleResult())
			.isOne();
	}

	@Test
	void attributesAreThoseOfTheUnit() {
		this.shopTransaction.executeWithoutResult((status) -> this.shop.persist(new Book("one")));
		this.archiveTransaction.executeWithoutResult((status) -> this.archive.persist(new Book("two")));
		assertThatIllegalArgumentException().isThrownBy(() -> this.script.heard().get(0).hasChanged("nicknames"))
			.withMessageContaining("'shop'");
		assertThat(this.script.heard().get(1).hasChanged("nicknames")).isFalse();
	}

	private void assertHeard(Tuple... unitsAndTitles) {
		assertThat(this.script.heard())
			.extracting(PostSaveEvent::getPersistenceUnit, (event) -> ((Book) event.getEntity()).getTitle())
			.containsExactly(unitsAndTitles);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	static class Application {

		private static final Map<String, Object> PROPERTIES = Map.of("hibernate.hbm2ddl.auto", "create-drop");

		@Bean
		@Primary
		DataSource shopDataSource() {
			return database();
		}

		@Bean
		DataSource archiveDataSource() {
			return database();
		}

		private static DataSource database() {
			return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
		}

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean shopFactory(EntityManagerFactoryBuilder builder,
				@Qualifier("shopDataSource") DataSource dataSource) {
			return builder.dataSource(dataSource)
				.packages(Book.class)
				.persistenceUnit("shop")
				.properties(PROPERTIES)
				.build();
		}

		@Bean
		LocalContainerEntityManagerFactoryBean archiveFactory(EntityManagerFactoryBuilder builder,
				@Qualifier("archiveDataSource") DataSource dataSource) {
			return builder.dataSource(dataSource)
				.packages(Book.class, Reader.class)
				.persistenceUnit("archive")
				.properties(PROPERTIES)
				.build();
		}

		@Bean
		@Primary
		PlatformTransactionManager shopTransactionManager(
				@Qualifier("shopFactory") EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

		@Bean
		PlatformTransactionManager archiveTransactionManager(
				@Qualifier("archiveFactory") EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

		@Bean
		Script script() {
			return new Script();
		}

	}

}
