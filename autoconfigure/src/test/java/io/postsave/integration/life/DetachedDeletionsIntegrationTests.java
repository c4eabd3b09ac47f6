package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.postsave.AfterCommit;
import io.postsave.AttributeChange;
import io.postsave.InTransaction;
import io.postsave.PostDeleteEvent;
import io.postsave.library.life.Bed;
import io.postsave.library.life.Identified.Pot;
import io.postsave.library.life.Plant;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of detached entities that are removed, which Hibernate's own session factories
 * allow: what such an entity holds need not be what its row held.
 */
@SpringBootTest
class DetachedDeletionsIntegrationTests {

	@Autowired
	SessionFactory sessionFactory;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	Listener listener;

	@BeforeEach
	void forget() {
		this.listener.inTransaction.clear();
		this.listener.afterCommit.clear();
	}

	@Test
	void oldValuesAreUnknown() {
		saved(new Pot("one"));
		inTransaction((session) -> session.remove(changed(new Pot("one"))));
		assertToldUnknown("one");
	}

	@Test
	void oldValuesOfThoseThatItCascadesToAreUnknown() {
		Bed bed = new Bed("bed");
		bed.add("sprout");
		saved(bed);
		Bed detached = new Bed("bed");
		detached.add("sprout").setName("never stored");
		inTransaction((session) -> session.remove(detached));
		assertToldUnknown("sprout", "bed");
	}

	@Test
	void collectionsAreUnknown() {
		Plant plant = new Plant("rose");
		plant.getColours().add("red");
		saved(plant);
		plant.getColours().add("never stored");
		inTransaction((session) -> session.remove(plant));
		assertToldUnknown(plant.key());
	}

	@Test
	void oldValuesAreUnknownThoughAnotherInstanceHadBeenLoaded() {
		saved(new Pot("two"));
		inTransaction((session) -> {
			assertThat(session.find(Pot.class, "two")).isNotNull();
			session.remove(changed(new Pot("two")));
		});
		assertToldUnknown("two");
	}

	@Test
	void managedEntitiesHaveTheirOldValuesBesideDetachedAndTransientOnes() {
		saved(new Pot("three"), new Pot("four"));
		inTransaction((session) -> {
			session.remove(new Pot("never stored"));
			session.remove(session.find(Pot.class, "three"));
			session.remove(changed(new Pot("four")));
		});
		assertThat(this.listener.inTransaction).extracting(PostDeleteEvent::getId, PostDeleteEvent::isChangesKnown)
			.containsExactly(tuple("three", true), tuple("four", false));
	}

	@Test
	void managedEntityHasItsOldValues() {
		saved(new Pot("five"));
		inTransaction((session) -> {
			Pot pot = session.find(Pot.class, "five");
			session.remove(changed(pot));
		});
		assertThat(this.listener.inTransaction).singleElement()
			.satisfies((event) -> assertThat(event.getChanges())
				.isEqualTo(Map.of("name", new AttributeChange("five", null))));
	}

	private static Pot changed(Pot pot) {
		pot.setName("never stored");
		return pot;
	}

	private void assertToldUnknown(Object... ids) {
		for (List<PostDeleteEvent<?>> told : List.of(this.listener.inTransaction, this.listener.afterCommit)) {
			assertThat(told).allSatisfy((event) -> {
				assertThat(event.isChangesKnown()).isFalse();
				assertThat(event.getChanges()).isEmpty();
			}).extracting(PostDeleteEvent::getId).containsExactly(ids);
		}
	}

	private void saved(Object... entities) {
		inTransaction((session) -> List.of(entities).forEach(session::persist));
	}

	private void inTransaction(Consumer<Session> work) {
		new TransactionTemplate(this.transactionManager)
			.executeWithoutResult((status) -> work.accept(this.sessionFactory.getCurrentSession()));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = DataJpaRepositoriesAutoConfiguration.class)
	static class Application {

		@Bean
		LocalSessionFactoryBean entityManagerFactory(DataSource dataSource) {
			Properties properties = new Properties();
			properties.setProperty("hibernate.hbm2ddl.auto", "create");
			LocalSessionFactoryBean factory = new LocalSessionFactoryBean();
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(Plant.class.getPackageName());
			factory.setHibernateProperties(properties);
			return factory;
		}

		@Bean
		PlatformTransactionManager transactionManager(
				@Qualifier("entityManagerFactory") SessionFactory sessionFactory) {
			return new HibernateTransactionManager(sessionFactory);
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

	/**
	 * Remembers what it is told.
	 */
	static class Listener {

		private final List<PostDeleteEvent<?>> inTransaction = new ArrayList<>();

		private final List<PostDeleteEvent<?>> afterCommit = new ArrayList<>();

		@EventListener
		@InTransaction
		void inTransaction(PostDeleteEvent<?> event) {
			this.inTransaction.add(event);
		}

		@EventListener
		@AfterCommit
		void afterCommit(PostDeleteEvent<?> event) {
			this.afterCommit.add(event);
		}

	}

}
