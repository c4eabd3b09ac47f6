package io.postsave.integration.capture;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.bookshop.Script;
import io.postsave.library.enhanced.Manuscript;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of attributes that enhanced entities load when they are first read, with either
 * delivery.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractLazyAttributesIntegrationTests {

	private static final String PACKAGE = Manuscript.class.getPackageName();

	private final String delivery;

	private ConfigurableApplicationContext application;

	private EntityManager entityManager;

	private Script script;

	private Class<?> manuscriptType;

	AbstractLazyAttributesIntegrationTests(String delivery) {
		this.delivery = delivery;
	}

	@BeforeAll
	void open() throws ClassNotFoundException {
		ClassLoader loader = new EnhancingClassLoader(PACKAGE);
		this.application = new SpringApplicationBuilder(Application.class)
			.resourceLoader(new DefaultResourceLoader(loader))
			.run("--post-save.delivery=" + this.delivery, "--spring.datasource.generate-unique-name=true",
					"--spring.main.web-application-type=none");
		this.manuscriptType = loader.loadClass(Manuscript.class.getName());
		this.entityManager = this.application.getBean(EntityManager.class);
		this.script = this.application.getBean(Script.class);
	}

	@AfterAll
	void close() {
		this.application.close();
	}

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	void attributesAreLazyInThisTest() {
		Object id = saved(Map.of("title", "one", "body", "b"));
		inTransaction(() -> {
			Object found = find(id);
			assertThat(Hibernate.isPropertyInitialized(found, "body")).isFalse();
			assertThat(Hibernate.isPropertyInitialized(found, "notes")).isFalse();
			assertThat(Hibernate.isPropertyInitialized(found, "binding")).isFalse();
		});
	}

	@Test
	void attributeThatAListenerReadsIsNoChange() {
		Object id = saved(Map.of("title", "one", "body", "b", "notes", "n"));
		onUpdate((manuscript) -> Stream.of("body", "notes", "binding", "original")
			.forEach((name) -> get(manuscript, name)));
		inTransaction(() -> set(find(id), "title", "two"));
		assertThat(only().getChanges()).isEqualTo(Map.of("title", new AttributeChange("one", "two")));
		assertThat(only().hasChanged("body")).isFalse();
		assertThat(only().hasChanged("binding")).isFalse();
	}

	@Test
	void attributeThatIsReadBehindTheFlushIsNoChange() {
		Object id = saved(Map.of("title", "one", "body", "b"));
		inTransaction(() -> {
			Object found = find(id);
			set(found, "title", "two");
			this.entityManager.flush();
			assertThat(get(found, "body")).isEqualTo("b");
		});
		assertThat(only().getChanges()).isEqualTo(Map.of("title", new AttributeChange("one", "two")));
	}

	@Test
	void attributeThatIsReadAndThenChangedHasItsOldValue() {
		Object id = saved(Map.of("title", "one", "body", "b"));
		inTransaction(() -> {
			Object found = find(id);
			assertThat(get(found, "body")).isEqualTo("b");
			set(found, "body", "c");
		});
		assertThat(only().getChanges()).isEqualTo(Map.of("body", new AttributeChange("b", "c")));
	}

	@Test
	void attributeThatIsChangedUnreadHasNoOldValue() {
		Object id = saved(Map.of("title", "one", "body", "b"));
		inTransaction(() -> set(find(id), "body", "c"));
		assertThat(only().isChangesKnown()).isTrue();
		assertThat(only().getChanges()).isEqualTo(Map.of("body", new AttributeChange(null, "c")));
		assertThat(stored(id, "body")).isEqualTo("c");
	}

	@Test
	void attributeThatIsClearedUnreadIsAChange() {
		Object id = saved(Map.of("title", "one", "body", "b"));
		inTransaction(() -> set(find(id), "body", null));
		assertThat(only().hasChanged("body")).isTrue();
		assertThat(only().getChanges()).isEqualTo(Map.of("body", new AttributeChange(null, null)));
		assertThat(stored(id, "body")).isNull();
	}

	@Test
	void attributeThatIsReadBetweenTwoFlushesIsNoChange() {
		Object id = saved(Map.of("title", "one", "body", "b", "notes", "n"));
		inTransaction(() -> {
			Object found = find(id);
			set(found, "title", "two");
			this.entityManager.flush();
			get(found, "body");
			set(found, "title", "three");
			this.entityManager.flush();
			get(found, "notes");
		});
		assertThat(this.script.heard()).isNotEmpty()
			.allSatisfy((event) -> assertThat(event.getChanges()).containsOnlyKeys("title"));
	}

	@Test
	void attributeThatIsReadBetweenTwoFlushesAndThenChangedHasItsOldValue() {
		Object id = saved(Map.of("title", "one", "body", "b"));
		inTransaction(() -> {
			Object found = find(id);
			set(found, "title", "two");
			this.entityManager.flush();
			get(found, "body");
			set(found, "body", "c");
		});
		List<PostSaveEvent<?>> heard = this.script.heard();
		assertThat(heard.get(heard.size() - 1).getChanges()).containsEntry("body", new AttributeChange("b", "c"));
	}

	@Test
	void associationThatIsReadIsNoChange() {
		Object original = saved(Map.of("title", "original"));
		Object id = inTransaction(() -> {
			Object copy = persisted(Map.of("title", "copy"));
			set(copy, "original", this.entityManager.find(this.manuscriptType, original));
			return get(copy, "id");
		});
		this.script.reset();
		onUpdate((manuscript) -> get(get(manuscript, "original"), "title"));
		inTransaction(() -> set(find(id), "title", "two"));
		assertThat(only().getChanges()).isEqualTo(Map.of("title", new AttributeChange("copy", "two")));
	}

	@Test
	void mutedAttributeIsNotToldThoughItIsRead() {
		Object id = saved(Map.of("title", "one", "body", "b"));
		PostSaveEvents events = this.application.getBean(PostSaveEvents.class);
		inTransaction(() -> {
			Object found = find(id);
			set(found, "title", "two");
			events.mute(() -> set(found, "body", "c"));
			set(found, "title", "three");
		});
		assertThat(this.script.heard()).isNotEmpty()
			.allSatisfy((event) -> assertThat(event.getChanges()).containsOnlyKeys("title"));
	}

	private Object saved(Map<String, Object> values) {
		Object id = inTransaction(() -> get(persisted(values), "id"));
		this.script.reset();
		return id;
	}

	private Object persisted(Map<String, Object> values) {
		try {
			Object manuscript = this.manuscriptType.getConstructor().newInstance();
			values.forEach((name, value) -> set(manuscript, name, value));
			this.entityManager.persist(manuscript);
			return manuscript;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Object find(Object id) {
		return this.entityManager.find(this.manuscriptType, id);
	}

	private Object stored(Object id, String name) {
		return inTransaction(() -> get(find(id), name));
	}

	private static Object get(Object entity, String name) {
		return PropertyAccessorFactory.forBeanPropertyAccess(entity).getPropertyValue(name);
	}

	private static void set(Object entity, String name, Object value) {
		PropertyAccessorFactory.forBeanPropertyAccess(entity).setPropertyValue(name, value);
	}

	@SuppressWarnings("unchecked")
	private void onUpdate(Consumer<Object> action) {
		this.script.onUpdated((Class<Object>) this.manuscriptType, action);
	}

	private void inTransaction(Runnable work) {
		this.application.getBean(TransactionTemplate.class).executeWithoutResult((status) -> work.run());
	}

	private <T> T inTransaction(Supplier<T> work) {
		return this.application.getBean(TransactionTemplate.class).execute((status) -> work.get());
	}

	private PostSaveEvent<?> only() {
		assertThat(this.script.heard()).hasSize(1);
		return this.script.heard().get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan("io.postsave.library.enhanced")
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

}
