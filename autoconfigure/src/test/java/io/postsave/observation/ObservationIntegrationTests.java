package io.postsave.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.postsave.AfterCommit;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of the observation of listener calls, and of the meters.
 */
@Tag("smoke")
class ObservationIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("spring.datasource.generate-unique-name=true")
		.withUserConfiguration(Application.class);

	@Test
	void callInTheTransactionIsObserved() {
		this.runner.withUserConfiguration(Registries.class, Created.class).run((context) -> {
			persist(context, new Book("one"));
			assertThatRegistryOf(context).hasNumberOfObservationsEqualTo(1)
				.hasObservationWithNameEqualTo("postsave.listener")
				.that()
				.hasBeenStarted()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue("code.namespace", Created.class.getName())
				.hasLowCardinalityKeyValue("code.function", "created")
				.hasLowCardinalityKeyValue("postsave.entity", "Book")
				.hasLowCardinalityKeyValue("postsave.kind", "created")
				.hasLowCardinalityKeyValue("postsave.delivery", "in-transaction")
				.hasLowCardinalityKeyValue("outcome", "SUCCESS")
				.hasLowCardinalityKeyValue("exception", "none")
				.doesNotHaveError();
		});
	}

	@Test
	void callsAfterTheCommitAreObservedWhateverTellsThem() {
		this.runner.withUserConfiguration(Registries.class, Later.class).run((context) -> {
			inTransaction(context, (entityManager) -> {
				Book book = new Book("one");
				entityManager.persist(book);
				entityManager.flush();
				entityManager.remove(book);
			});
			assertThat(tags(context, "code.function")).containsExactly("phase");
			context.getBean(Contexts.class).stopped.clear();
			Book book = persist(context, new Book("one"));
			inTransaction(context,
					(entityManager) -> entityManager.remove(entityManager.find(Book.class, book.getId())));
			assertThat(tags(context, "code.function", "postsave.kind", "postsave.delivery")).containsExactlyInAnyOrder(
					"plain deleted after-commit", "listed mixed after-commit", "phase deleted after-commit");
		});
	}

	@Test
	void failureIsAnErrorOfTheObservation() {
		this.runner.withUserConfiguration(Registries.class, Failing.class).run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> persist(context, new Book("one")));
			assertThatRegistryOf(context).hasSingleObservationThat()
				.hasLowCardinalityKeyValue("outcome", "ERROR")
				.hasLowCardinalityKeyValue("exception", "IllegalStateException")
				.hasError();
			assertThat(counts(context)).isEqualTo(Map.of("Book created failed", 1.0));
		});
	}

	@Test
	void conventionOfTheApplicationReplacesNamesAndTags() {
		this.runner.withUserConfiguration(Registries.class, Created.class)
			.withBean(PostSaveListenerObservationConvention.class, OwnConvention::new)
			.run((context) -> {
				persist(context, new Book("one"));
				assertThatRegistryOf(context).hasSingleObservationThat()
					.hasNameEqualTo("own")
					.hasLowCardinalityKeyValue("own", "1 events, in a list: false");
			});
	}

	@Test
	void observationIsSwitchedOffByBootsProperty() {
		this.runner.withUserConfiguration(Registries.class, Created.class)
			.withPropertyValues("management.observations.enable.postsave=false")
			.run((context) -> {
				persist(context, new Book("one"));
				assertThatRegistryOf(context).doesNotHaveAnyObservation();
				assertThat(context.getBean(Created.class).titles).containsExactly("one");
			});
	}

	@Test
	void withoutRegistriesListenersAreCalledAsEver() {
		this.runner.withUserConfiguration(Created.class).run((context) -> {
			persist(context, new Book("one"));
			assertThat(context.getBean(Created.class).titles).containsExactly("one");
		});
	}

	@Test
	void transactionIsCountedThatTellsNobodyAfterItsCommit() {
		this.runner.withUserConfiguration(Registries.class, Created.class).run((context) -> {
			persist(context, new Book("one"));
			inTransaction(context, (entityManager) -> {
				entityManager.persist(new Book("two"));
				entityManager.flush();
				entityManager.persist(new Book("three"));
			});
			DistributionSummary events = context.getBean(MeterRegistry.class)
				.get("postsave.transaction.events")
				.summary();
			assertThat(events.count()).isEqualTo(2);
			assertThat(events.totalAmount()).isEqualTo(3);
		});
	}

	@Test
	void eventIsCountedOnceThoughSeveralAreTold() {
		this.runner.withUserConfiguration(Registries.class, Created.class, Later.class, Changed.class)
			.run((context) -> {
				Book book = persist(context, new Book("one"));
				inTransaction(context, (entityManager) -> entityManager.find(Book.class, book.getId()).setTitle("two"));
				persist(context, new Note("nobody hears of it"));
				assertThat(counts(context)).isEqualTo(Map.of("Book created told", 1.0, "Book updated told", 1.0));
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				assertThat(meters.get("postsave.transaction.events").summary().count()).isEqualTo(2);
				assertThat(meters.get("postsave.transaction.events").summary().totalAmount()).isEqualTo(2);
			});
	}

	@Test
	void eventThatIsDeclinedByAllIsNotCounted() {
		this.runner.withUserConfiguration(Registries.class, Changed.class).run((context) -> {
			persist(context, new Book("one"));
			assertThat(counts(context)).isEmpty();
		});
	}

	@Test
	void mutedAndExcludedWritesAreCountedAsSuch() {
		this.runner.withUserConfiguration(Registries.class, Everything.class)
			.withPropertyValues("post-save.exclude=" + Note.class.getName())
			.run((context) -> {
				context.getBean(PostSaveEvents.class).mute(() -> {
					persist(context, new Book("one"));
				});
				persist(context, new Note("one"));
				assertThat(counts(context)).isEqualTo(Map.of("Book created muted", 1.0, "Note created excluded", 1.0));
			});
	}

	@Test
	void failureAfterTheCommitIsCounted() {
		this.runner.withUserConfiguration(Registries.class, Failing.class)
			.withPropertyValues("post-save.delivery=after-commit")
			.withBean(PostSaveErrorHandler.class, () -> (failure) -> {
			})
			.run((context) -> {
				persist(context, new Book("one"));
				assertThat(counts(context)).isEqualTo(Map.of("Book created failed", 1.0));
			});
	}

	@Test
	void roundsAreRecorded() {
		this.runner.withUserConfiguration(Registries.class, Cascading.class).run((context) -> {
			persist(context, new Book("one"));
			assertThat(context.getBean(MeterRegistry.class).get("postsave.rounds").summary().totalAmount())
				.isEqualTo(2);
			assertThat(context.getBean(MeterRegistry.class).get("postsave.rounds").summary().count()).isOne();
		});
	}

	private static <T> T persist(AssertableApplicationContext context, T entity) {
		inTransaction(context, (entityManager) -> entityManager.persist(entity));
		return entity;
	}

	private static void inTransaction(AssertableApplicationContext context, Consumer<EntityManager> work) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> work.accept(context.getBean(EntityManager.class)));
	}

	private static TestObservationRegistryAssert assertThatRegistryOf(AssertableApplicationContext context) {
		return TestObservationRegistryAssert.assertThat(context.getBean(TestObservationRegistry.class));
	}

	private static List<String> tags(AssertableApplicationContext context, String... keys) {
		return context.getBean(Contexts.class).stopped.stream()
			.map((stopped) -> List.of(keys)
				.stream()
				.map((key) -> stopped.getLowCardinalityKeyValues()
					.stream()
					.filter((keyValue) -> keyValue.getKey().equals(key))
					.map(KeyValue::getValue)
					.collect(Collectors.joining()))
				.collect(Collectors.joining(" ")))
			.toList();
	}

	private static Map<String, Double> counts(AssertableApplicationContext context) {
		return context.getBean(MeterRegistry.class)
			.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().equals("postsave.events"))
			.collect(Collectors.toMap(
					(id) -> id.getTag("postsave.entity") + " " + id.getTag("postsave.kind") + " " + id.getTag("result"),
					(id) -> context.getBean(MeterRegistry.class)
						.get("postsave.events")
						.tags(id.getTags())
						.counter()
						.count()));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Contexts.class)
	static class Registries {

		@Bean
		TestObservationRegistry observationRegistry() {
			return TestObservationRegistry.create();
		}

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	static class Contexts implements ObservationHandler<PostSaveListenerObservationContext> {

		private final List<PostSaveListenerObservationContext> stopped = new ArrayList<>();

		@Override
		public void onStop(PostSaveListenerObservationContext context) {
			this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof PostSaveListenerObservationContext;
		}

	}

	static class OwnConvention implements PostSaveListenerObservationConvention {

		@Override
		public String getName() {
			return "own";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(PostSaveListenerObservationContext context) {
			return KeyValues.of("own", context.getEvents().size() + " events, in a list: " + context.isList());
		}

	}

	static class Created {

		private final List<String> titles = new ArrayList<>();

		@EventListener
		void created(PostSaveEvent.Created<Book> event) {
			this.titles.add(event.getEntity().getTitle());
		}

	}

	static class Changed {

		@EventListener(condition = "!event.created")
		void changed(PostSaveEvent<Book> event) {
		}

		@EventListener
		@WhenChanged("title")
		void retitled(PostSaveEvent.Updated<Book> event) {
		}

	}

	static class Later {

		@EventListener
		@AfterCommit
		void plain(PostDeleteEvent<Book> event) {
		}

		@EventListener
		@AfterCommit
		void listed(List<PostDeleteEvent<Book>> events) {
		}

		@TransactionalEventListener
		void phase(PostDeleteEvent<Book> event) {
		}

	}

	static class Failing {

		@EventListener
		void failing(PostSaveEvent.Created<Book> event) {
			throw new IllegalStateException("failing");
		}

	}

	static class Everything {

		@EventListener
		void anything(PostWriteEvent<?> event) {
		}

	}

	static class Cascading {

		private final EntityManager entityManager;

		Cascading(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@EventListener
		void created(PostSaveEvent.Created<Book> event) {
			this.entityManager.persist(new Note(event.getEntity().getTitle()));
		}

		@EventListener
		void created(List<PostSaveEvent.Created<Note>> events) {
		}

	}

}
