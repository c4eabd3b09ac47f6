package io.postsave.integration.capture;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.library.callbacks.Calls;
import io.postsave.library.callbacks.Memo;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of applications that have callbacks of their own.
 */
class ApplicationCallbacksIntegrationTests {

	private static final String MAPPING_RESOURCE = "io/postsave/library/callbacks/listeners.xml";

	@BeforeEach
	@AfterEach
	void reset() {
		Calls.reset();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			false, none, 8
			false, io/postsave/library/callbacks/listeners.xml, 12
			true, none, 12
			true, 'META-INF/orm.xml,io/postsave/library/callbacks/listeners.xml', 16
			""")
	void callbacksOfTheApplicationAreCalledAsOftenAsWithoutUs(boolean ormXml, String mappingResources,
			int distinctCalls) {
		ApplicationContextRunner runner = runner(ormXml, mappingResources);
		runner.withPropertyValues("post-save.enabled=false").run((context) -> {
			saveAndUpdate(context);
			assertThat(context.getBean(Script.class).lines()).isEmpty();
		});
		List<String> without = Calls.lines();
		assertThat(without.stream().distinct()).hasSize(distinctCalls);
		Calls.reset();
		runner.run((context) -> {
			saveAndUpdate(context);
			assertThat(context.getBean(Script.class).lines()).containsExactly("+Memo", "~Memo");
		});
		assertThat(Calls.lines()).isEqualTo(without);
	}

	@ParameterizedTest
	@ValueSource(strings = { "resource", "listener", "entity" })
	void callbackMayWriteInAnotherSession(String callback) {
		runner(false, MAPPING_RESOURCE).run((context) -> {
			Script script = context.getBean(Script.class);
			List<Object> written = new ArrayList<>();
			onFirstCall(callback + " PostPersist", (call) -> {
				requiresNew(context).executeWithoutResult((status) -> {
					written.add(persist(context, new Memo("inner")));
					written.add(persist(context, new Note("inner")));
				});
				assertThat(script.lines()).containsExactly("+Memo", "+Note");
			});
			transaction(context).executeWithoutResult((status) -> {
				written.add(persist(context, new Memo("outer")));
				written.add(persist(context, new Memo("another")));
			});
			assertThat(script.heard()).extracting((event) -> (Object) event.getEntity())
				.containsExactlyInAnyOrderElementsOf(written);
			assertThat(script.lines()).containsExactly("+Memo", "+Note", "+Memo", "+Memo");
			assertThat(script.heard()).allSatisfy((event) -> assertThat(event.getId()).isEqualTo(idOf(context, event)));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "resource", "listener", "entity" })
	void callbackOfAnUpdateMayUpdateInAnotherSession(String callback) {
		runner(false, MAPPING_RESOURCE).run((context) -> {
			Script script = context.getBean(Script.class);
			Memo memo = transaction(context).execute((status) -> persist(context, new Memo("one")));
			Note note = transaction(context).execute((status) -> persist(context, new Note("one")));
			script.reset();
			onFirstCall(callback + " PostUpdate", (call) -> requiresNew(context)
				.executeWithoutResult((status) -> context.getBean(EntityManager.class).merge(note).setText("inner")));
			transaction(context)
				.executeWithoutResult((status) -> context.getBean(EntityManager.class).merge(memo).setText("outer"));
			assertThat(script.heard())
				.extracting(PostSaveEvent::getEntityType, (event) -> event.getChanges().get("text").newValue())
				.containsExactly(tuple(Note.class, "inner"), tuple(Memo.class, "outer"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "resource", "listener", "entity" })
	void callbackMayWriteWithAnEntityManagerOfItsOwn(String callback) {
		runner(false, MAPPING_RESOURCE).run((context) -> {
			Script script = context.getBean(Script.class);
			onFirstCall(callback + " PostPersist", (call) -> {
				try (EntityManager own = context.getBean(EntityManagerFactory.class).createEntityManager()) {
					own.getTransaction().begin();
					own.persist(new Memo("inner"));
					own.getTransaction().commit();
				}
			});
			transaction(context).executeWithoutResult((status) -> persist(context, new Memo("outer")));
			assertThat(script.heard()).extracting((event) -> ((Memo) event.getEntity()).getText())
				.containsExactly("inner", "outer");
		});
	}

	private static void onFirstCall(String name, Consumer<String> action) {
		Calls.onCall((call) -> {
			if (call.equals(name)) {
				Calls.onCall((ignored) -> {
				});
				action.accept(call);
			}
		});
	}

	private static ApplicationContextRunner runner(boolean ormXml, String mappingResources) {
		ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Application.class);
		if (ormXml) {
			URL directory = ApplicationCallbacksIntegrationTests.class.getResource("/own-orm/");
			runner = runner.withClassLoader(new URLClassLoader(new URL[] { directory },
					ApplicationCallbacksIntegrationTests.class.getClassLoader()));
		}
		return (mappingResources != null)
				? runner.withPropertyValues("spring.jpa.mapping-resources=" + mappingResources) : runner;
	}

	private static void saveAndUpdate(ApplicationContext context) {
		Memo memo = transaction(context).execute((status) -> persist(context, new Memo("one")));
		transaction(context).executeWithoutResult(
				(status) -> context.getBean(EntityManager.class).find(Memo.class, memo.getId()).setText("two"));
	}

	private static <T> T persist(ApplicationContext context, T entity) {
		context.getBean(EntityManager.class).persist(entity);
		return entity;
	}

	private static Object idOf(ApplicationContext context, PostSaveEvent<?> event) {
		return context.getBean(EntityManagerFactory.class).getPersistenceUnitUtil().getIdentifier(event.getEntity());
	}

	private static TransactionTemplate transaction(ApplicationContext context) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	private static TransactionTemplate requiresNew(ApplicationContext context) {
		TransactionTemplate template = transaction(context);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Memo.class, Note.class })
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

}
