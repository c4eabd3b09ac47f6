package io.postsave.integration.life;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;
import io.postsave.integration.capture.EnhancingClassLoader;
import io.postsave.integration.life.DeletionCostIntegrationTests.Statements;
import io.postsave.library.enhanced.Manuscript;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of deletions of enhanced entities, whose attributes and references are loaded
 * when they are first read, with either delivery.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractDeletedEnhancedEntitiesIntegrationTests {

	private final String delivery;

	private ConfigurableApplicationContext application;

	private ConfigurableApplicationContext switchedOff;

	private Class<?> manuscriptType;

	AbstractDeletedEnhancedEntitiesIntegrationTests(String delivery) {
		this.delivery = delivery;
	}

	@BeforeAll
	void open() throws ClassNotFoundException {
		ClassLoader loader = new EnhancingClassLoader(Manuscript.class.getPackageName());
		this.application = run(loader, "--post-save.delivery=" + this.delivery);
		this.switchedOff = run(loader, "--post-save.enabled=false");
		this.manuscriptType = loader.loadClass(Manuscript.class.getName());
	}

	private static ConfigurableApplicationContext run(ClassLoader loader, String property) {
		return new SpringApplicationBuilder(Application.class).resourceLoader(new DefaultResourceLoader(loader))
			.run(property, "--spring.datasource.generate-unique-name=true", "--spring.main.web-application-type=none",
					"--spring.jpa.properties.jakarta.persistence.validation.mode=none");
	}

	@AfterAll
	void close() {
		this.application.close();
		this.switchedOff.close();
	}

	@BeforeEach
	void reset() {
		log().reset();
	}

	@Test
	void attributesThatWereNotLoadedAreLeftOut() {
		Object id = saved(this.application, "one");
		inTransaction(this.application, () -> {
			Object found = entityManager(this.application).find(this.manuscriptType, id);
			entityManager(this.application).remove(found);
			return found;
		});
		assertThat(only().isChangesKnown()).isTrue();
		assertThat(only().getChanges()).isEqualTo(Map.of("title", new AttributeChange("one", null)));
		assertThat(only().hasChanged("body")).isFalse();
		assertThat(Hibernate.isPropertyInitialized(only().getEntity(), "body")).isFalse();
	}

	@Test
	void attributesThatWereLoadedHaveTheirOldValues() {
		Object id = saved(this.application, "one");
		inTransaction(this.application, () -> {
			Object found = entityManager(this.application).find(this.manuscriptType, id);
			assertThat(of(found).getPropertyValue("body")).isEqualTo("body of one");
			entityManager(this.application).remove(found);
			return found;
		});
		assertThat(only().getChanges()).containsOnlyKeys("title", "body")
			.containsEntry("body", new AttributeChange("body of one", null));
	}

	@Test
	void attributeThatWasWrittenUnloadedHasNoOldValueBeforeThat() {
		Object id = saved(this.application, "one");
		inTransaction(this.application, () -> {
			Object found = entityManager(this.application).find(this.manuscriptType, id);
			of(found).setPropertyValue("body", "written");
			entityManager(this.application).flush();
			entityManager(this.application).remove(found);
			return found;
		});
		PostWriteEvent<?> last = log().events().get(log().events().size() - 1);
		assertThat(last).isInstanceOf(PostDeleteEvent.class);
		if (this.delivery.equals("after-commit")) {
			assertThat(log().events()).hasSize(1);
			assertThat(last.getChanges()).containsOnlyKeys("title");
		}
		else {
			assertThat(log().events()).hasSize(2);
			assertThat(last.getChanges()).containsOnlyKeys("title", "body")
				.containsEntry("body", new AttributeChange("written", null));
		}
	}

	@Test
	void attributeThatIsReadAfterTheRemovalChangesNoEvent() {
		Object id = saved(this.application, "one");
		inTransaction(this.application, () -> {
			Object found = entityManager(this.application).find(this.manuscriptType, id);
			entityManager(this.application).remove(found);
			assertThat(of(found).getPropertyValue("body")).isEqualTo("body of one");
			return found;
		});
		assertThat(only().getChanges()).containsOnlyKeys("title");
	}

	@Test
	void changedAttributeHasTheValueOfTheDatabase() {
		Object id = saved(this.application, "one");
		inTransaction(this.application, () -> {
			Object found = entityManager(this.application).find(this.manuscriptType, id);
			of(found).setPropertyValue("title", "two");
			entityManager(this.application).remove(found);
			return found;
		});
		assertThat(only().getChanges()).isEqualTo(Map.of("title", new AttributeChange("one", null)));
	}

	@Test
	void referenceIsToldWithTheStatementsOfAnApplicationWithoutUs() {
		List<String> without = statementsOfReference(this.switchedOff);
		List<String> statements = statementsOfReference(this.application);
		assertThat(statements).isEqualTo(without);
		assertThat(log().lines()).hasSize(1);
		assertThat(only().getEntityType()).isEqualTo(this.manuscriptType);
		assertThat(only().getId()).isNotNull();
		assertThat(only().isChangesKnown()).isEqualTo(statements.size() > 1);
	}

	@Test
	void referenceBehindAnAssociationIsTold() {
		Object id = saved(this.application, "original");
		Object copy = saved(this.application, "copy");
		inTransaction(this.application, () -> {
			of(entityManager(this.application).find(this.manuscriptType, copy)).setPropertyValue("original",
					entityManager(this.application).getReference(this.manuscriptType, id));
			return id;
		});
		log().reset();
		inTransaction(this.application, () -> {
			Object found = entityManager(this.application).find(this.manuscriptType, copy);
			Object original = Objects.requireNonNull(of(found).getPropertyValue("original"));
			of(found).setPropertyValue("original", null);
			entityManager(this.application).remove(original);
			return id;
		});
		assertThat(log().events()).hasSize(2);
		assertThat(log().events().get(1)).isInstanceOf(PostDeleteEvent.class)
			.satisfies((event) -> assertThat(event.getId()).isEqualTo(id));
	}

	private List<String> statementsOfReference(ConfigurableApplicationContext context) {
		Object id = saved(context, "one");
		List<String> executed = context.getBean(Statements.class).executed;
		executed.clear();
		inTransaction(context, () -> {
			entityManager(context).remove(entityManager(context).getReference(this.manuscriptType, id));
			return id;
		});
		return List.copyOf(executed);
	}

	private Object saved(ConfigurableApplicationContext context, String title) {
		Object saved = inTransaction(context, () -> {
			Object manuscript = BeanUtils.instantiateClass(this.manuscriptType);
			of(manuscript).setPropertyValue("title", title);
			of(manuscript).setPropertyValue("body", "body of " + title);
			entityManager(context).persist(manuscript);
			return manuscript;
		});
		log().reset();
		return Objects.requireNonNull(of(saved).getPropertyValue("id"));
	}

	private static BeanWrapper of(Object manuscript) {
		return PropertyAccessorFactory.forBeanPropertyAccess(manuscript);
	}

	private static Object inTransaction(ConfigurableApplicationContext context, Supplier<Object> work) {
		return Objects.requireNonNull(context.getBean(TransactionTemplate.class).execute((status) -> work.get()));
	}

	private static EntityManager entityManager(ConfigurableApplicationContext context) {
		return context.getBean(EntityManager.class);
	}

	private DeletionLog log() {
		return this.application.getBean(DeletionLog.class);
	}

	private PostDeleteEvent<?> only() {
		assertThat(log().events()).hasSize(1);
		return (PostDeleteEvent<?>) log().events().get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Manuscript.class)
	static class Application {

		@Bean
		DeletionLog log() {
			return new DeletionLog();
		}

		@Bean
		Statements statements() {
			return new Statements();
		}

		@Bean
		HibernatePropertiesCustomizer statementsInspected(Statements statements) {
			return (properties) -> properties.put(JdbcSettings.STATEMENT_INSPECTOR, statements);
		}

	}

}
