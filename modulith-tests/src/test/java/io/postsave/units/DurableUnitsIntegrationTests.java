package io.postsave.units;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.postsave.PostSaveEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events of units that have the same entity, and databases of their own.
 */
@SpringBootTest(
		properties = { "post-save.modulith.resubmit-interval=200ms", "spring.data.jpa.repositories.enabled=false" })
class DurableUnitsIntegrationTests {

	@Autowired
	@Qualifier("shopFactory")
	private EntityManagerFactory shop;

	@Autowired
	@Qualifier("archiveFactory")
	private EntityManagerFactory archive;

	@Autowired
	@Qualifier("shopTransactionManager")
	private PlatformTransactionManager shopTransactionManager;

	@Autowired
	@Qualifier("archiveTransactionManager")
	private PlatformTransactionManager archiveTransactionManager;

	@Autowired
	private Heard heard;

	@Test
	void entityIsLoadedFromItsOwnUnitInBothDeliveries() throws InterruptedException {
		save(this.shop, this.shopTransactionManager, new Paper(1, "in the shop"));
		assertThat(this.heard.next()).isEqualTo("shop 1: in the shop");
		assertThat(this.heard.next()).isEqualTo("shop 1: in the shop");
		save(this.archive, this.archiveTransactionManager, new Paper(1, "in the archive"));
		assertThat(this.heard.next()).isEqualTo("archive 1: in the archive");
		assertThat(this.heard.next()).isEqualTo("archive 1: in the archive");
	}

	private static void save(EntityManagerFactory unit, PlatformTransactionManager transactionManager, Paper paper) {
		EntityManager entities = SharedEntityManagerCreator.createSharedEntityManager(unit);
		new TransactionTemplate(transactionManager).executeWithoutResult((status) -> entities.persist(paper));
	}

	/**
	 * What was heard, each time twice, as it fails at first.
	 */
	static class Heard {

		private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

		private String last = "";

		@ApplicationModuleListener
		void paperSaved(PostSaveEvent.Created<Paper> event) {
			String text = event.getPersistenceUnit() + " " + event.getId() + ": " + event.getEntity().text;
			boolean again = text.equals(this.last);
			this.last = text;
			this.texts.add(text);
			if (!again) {
				throw new IllegalStateException("This fails once");
			}
		}

		String next() throws InterruptedException {
			return Objects.requireNonNull(this.texts.poll(20, TimeUnit.SECONDS), "Nothing was heard");
		}

	}

	/**
	 * What both units have.
	 */
	@Entity(name = "Paper")
	static class Paper {

		@Id
		long id;

		String text = "";

		Paper() {
		}

		Paper(long id, String text) {
			this.id = id;
			this.text = text;
		}

	}

	@SpringBootApplication
	static class Application {

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
			return unit(builder, dataSource, "shop");
		}

		@Bean
		LocalContainerEntityManagerFactoryBean archiveFactory(EntityManagerFactoryBuilder builder,
				@Qualifier("archiveDataSource") DataSource dataSource) {
			return unit(builder, dataSource, "archive");
		}

		private static LocalContainerEntityManagerFactoryBean unit(EntityManagerFactoryBuilder builder,
				DataSource dataSource, String name) {
			return builder.dataSource(dataSource)
				.packages(Paper.class)
				.persistenceUnit(name)
				.properties(Map.of("hibernate.hbm2ddl.auto", "create"))
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
		Heard heard() {
			return new Heard();
		}

	}

}
