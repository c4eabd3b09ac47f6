package io.postsave.integration.managers;

import java.util.function.BiConsumer;
import javax.sql.DataSource;

import io.postsave.PostSaveEvents;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a context with post-save that has a parent with post-save, as an application
 * of several web contexts has.
 */
class ChildContextsIntegrationTests {

	private static final String IN_TRANSACTION = "in-transaction";

	private static final String AFTER_COMMIT = "after-commit";

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT })
	void unitOfAChildIsToldToItsListeners(String delivery) {
		run(delivery, Bookstore.Application.class, ChildUnit.class, (parent, child) -> {
			Bookstore store = new Bookstore(child);
			store.script()
				.onCreated(Book.class,
						(book) -> store.inTransaction((entityManager) -> entityManager.persist(new Note("one"))));
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			assertThat(store.phases()).containsExactly("before one", "after one");
			assertThat(store.titles()).containsExactly("one");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT })
	void unitOfAParentIsToldToTheListenersOfTheParent(String delivery) {
		run(delivery, Bookstore.Application.class, ChildUnit.class, (parent, child) -> {
			Bookstore store = new Bookstore(parent);
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book");
			assertThat(store.phases()).containsExactly("before one", "after one");
			assertThat(new Bookstore(child).script().lines()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { IN_TRANSACTION, AFTER_COMMIT })
	void bothMuteEveryUnit(String delivery) {
		run(delivery, Bookstore.Application.class, ChildUnit.class, (parent, child) -> {
			for (ConfigurableApplicationContext muting : new ConfigurableApplicationContext[] { parent, child }) {
				for (ConfigurableApplicationContext saving : new ConfigurableApplicationContext[] { parent, child }) {
					Bookstore store = new Bookstore(saving);
					muting.getBean(PostSaveEvents.class).mute(() -> store.save("muted"));
					assertThat(store.script().lines()).isEmpty();
				}
			}
		});
	}

	@Test
	void listenersOfAParentHearTheUnitOfAChildInTheTransaction() {
		run(IN_TRANSACTION, Bookstore.Application.class, ChildUnit.class, (parent, child) -> {
			new Bookstore(child).save("one");
			assertThat(new Bookstore(parent).script().lines()).containsExactly("+Book");
		});
	}

	private static void run(String delivery, Class<?> parent, Class<?> child,
			BiConsumer<ConfigurableApplicationContext, ConfigurableApplicationContext> test) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(parent).web(WebApplicationType.NONE)
			.properties("post-save.delivery=" + delivery, "spring.datasource.generate-unique-name=true")
			.child(child)
			.web(WebApplicationType.NONE)
			.run()) {
			test.accept((ConfigurableApplicationContext) context.getParent(), context);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ChildUnit extends Bookstore.Listeners {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setPersistenceUnitName("child");
			factory.setPackagesToScan(Book.class.getPackageName());
			factory.setDataSource(dataSource);
			return factory;
		}

		@Bean
		PlatformTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

}
