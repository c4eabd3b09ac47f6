package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.bookshop.Book;
import io.postsave.delivery.CommitHook;
import io.postsave.delivery.SaveRecorder;
import io.postsave.hibernate.HibernateBridge;
import io.postsave.listener.PlainListenerMethodFactory;
import io.postsave.listener.TransactionalListenerMethodFactory;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostSaveAutoConfiguration}.
 */
@Tag("smoke")
class PostSaveAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(PostSaveAutoConfiguration.class, PostSaveSwitchedOffAutoConfiguration.class));

	private final ApplicationContextRunner jpaContextRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				TransactionAutoConfiguration.class))
		.withUserConfiguration(BookshopConfiguration.class);

	@Test
	void everyUnitIsBridgedByDefault() {
		this.jpaContextRunner.run((context) -> {
			assertThat(context).hasSingleBean(SaveRecorder.class)
				.hasSingleBean(HibernateBridge.class)
				.hasSingleBean(PostSaveEvents.class)
				.hasSingleBean(PlainListenerMethodFactory.class)
				.hasSingleBean(TransactionalListenerMethodFactory.class)
				.doesNotHaveBean(PostSaveErrorHandler.class);
			assertThat(callbacksOf(context)).containsExactlyInAnyOrder(CallbackType.POST_PERSIST,
					CallbackType.POST_UPDATE);
			assertThat(mappingFilesOf(context)).isEmpty();
			assertThat(hibernateListenersOf(context, EventType.POST_INSERT)).anyMatch(this::isOurs);
			assertThat(hibernateListenersOf(context, EventType.FLUSH)).anyMatch(this::isOurs);
			assertThat(commitHooksOf(context)).hasSize(1);
		});
	}

	@Test
	void defaultsAreThoseOfTheDocumentation() {
		this.contextRunner.run((context) -> {
			PostSaveProperties properties = context.getBean(PostSaveProperties.class);
			assertThat(properties.enabled()).isTrue();
			assertThat(properties.delivery()).isEqualTo(PostSaveProperties.Delivery.IN_TRANSACTION);
			assertThat(properties.exclude()).isEmpty();
			assertThat(properties.maxRounds()).isEqualTo(64);
		});
	}

	@Test
	void whenSwitchedOffNothingOfOursIsLeft() {
		this.jpaContextRunner.withPropertyValues("post-save.enabled=false").run((context) -> {
			assertThat(Stream.of(context.getBeanDefinitionNames())
				.map(context::getType)
				.filter(Objects::nonNull)
				.filter((type) -> type.getName().startsWith("io.postsave.") && type != BookshopConfiguration.class))
				.containsExactlyInAnyOrder(PostSaveSwitchedOffAutoConfiguration.class, UntoldEvents.class);
			assertThat(callbacksOf(context)).isEmpty();
			assertThat(EventType.values()).allSatisfy(
					(eventType) -> assertThat(hibernateListenersOf(context, eventType)).noneMatch(this::isOurs));
			assertThat(commitHooksOf(context)).isEmpty();
		});
	}

	@Test
	void whenHibernateIsMissingBacksOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.hibernate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SaveRecorder.class));
	}

	@Test
	void transactionManagerOfTheUserGetsTheCommitHook() {
		this.jpaContextRunner.withUserConfiguration(TransactionManagerConfiguration.class).run((context) -> {
			assertThat(context.getBeanNamesForType(ConfigurableTransactionManager.class)).containsExactly("mine");
			assertThat(commitHooksOf(context)).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "IN_TRANSACTION", "inTransaction" })
	void deliveryInTheTransactionIsKnownInAllSpellings(String delivery) {
		this.contextRunner.withPropertyValues("post-save.delivery=" + delivery)
			.run((context) -> assertThat(context.getBean(PostSave.class).isAfterCommitByDefault()).isFalse());
	}

	@ParameterizedTest
	@ValueSource(strings = { "after-commit", "AFTER_COMMIT", "afterCommit" })
	void deliveryAfterTheCommitIsKnownInAllSpellings(String delivery) {
		this.contextRunner.withPropertyValues("post-save.delivery=" + delivery)
			.run((context) -> assertThat(context.getBean(PostSave.class).isAfterCommitByDefault()).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "after-commit" })
	void removalsAreWatchedInBothDeliveries(String delivery) {
		this.jpaContextRunner.withPropertyValues("post-save.delivery=" + delivery)
			.run((context) -> assertThat(hibernateListenersOf(context, EventType.DELETE)).anyMatch(this::isOurs));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void roundsThatAreNotPositiveAreRefused(int rounds) {
		this.contextRunner.withPropertyValues("post-save.max-rounds=" + rounds)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("post-save.max-rounds")
				.hasMessageContaining("'" + rounds + "'")
				.hasMessageContaining("has to be positive"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.postsave.bookshop", "io.postsave", "io.postsave.bookshop.Book",
			"io.postsave.autoconfigure.PostSaveAutoConfigurationTests.BookshopConfiguration",
			"io.postsave.autoconfigure.PostSaveAutoConfigurationTests$BookshopConfiguration",
			"org.springframework.boot" })
	void exclusionOfAClassOrPackagePasses(String name) {
		this.contextRunner.withPropertyValues("post-save.exclude=" + name).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(PostSaveProperties.class).exclude()).containsExactly(name);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.postsave.bokshop", "io.postsave.bookshop.Bok", "io.postsave.*", "io.postsave.**",
			"io.postsave.", "io/postsave", "Book" })
	void exclusionThatExcludesNothingIsRefused(String name) {
		this.contextRunner.withPropertyValues("post-save.exclude=io.postsave.bookshop.Note," + name)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("post-save.exclude")
				.hasMessageContaining("'" + name + "' is neither a class nor a package"));
	}

	@Test
	void eventsAreToldToListenersThatNeedNothingElse() {
		this.jpaContextRunner.withBean(BookTitles.class).run((context) -> {
			EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
			factory.runInTransaction((entityManager) -> entityManager.persist(new Book("Django Basics")));
			assertThat(context.getBean(BookTitles.class).heard).containsExactly("Django Basics");
		});
	}

	private boolean isOurs(Object listener) {
		return listener.getClass().getName().startsWith("io.postsave.");
	}

	private static Stream<CallbackType> callbacksOf(AssertableApplicationContext context) {
		CallbackRegistry registry = context.getBean(EntityManagerFactory.class)
			.unwrap(SessionFactoryImplementor.class)
			.getEventEngine()
			.getCallbackRegistry();
		return Stream.of(CallbackType.values()).filter((type) -> registry.hasRegisteredCallbacks(Book.class, type));
	}

	private static List<String> mappingFilesOf(AssertableApplicationContext context) {
		return Objects
			.requireNonNull(context.getBean(LocalContainerEntityManagerFactoryBean.class).getPersistenceUnitInfo())
			.getMappingFileNames();
	}

	private static List<Object> hibernateListenersOf(AssertableApplicationContext context, EventType<?> eventType) {
		EventListenerRegistry registry = context.getBean(EntityManagerFactory.class)
			.unwrap(SessionFactoryImplementor.class)
			.getEventEngine()
			.getListenerRegistry();
		List<Object> listeners = new ArrayList<>();
		registry.getEventListenerGroup(eventType)
			.fireEventOnEachListener(listeners, (listener, found) -> found.add(listener));
		return listeners;
	}

	private static List<TransactionExecutionListener> commitHooksOf(AssertableApplicationContext context) {
		return context.getBean(ConfigurableTransactionManager.class)
			.getTransactionExecutionListeners()
			.stream()
			.filter(CommitHook.class::isInstance)
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Book.class)
	static class BookshopConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class TransactionManagerConfiguration {

		@Bean
		JpaTransactionManager mine(EntityManagerFactory factory) {
			return new JpaTransactionManager(factory);
		}

	}

	static class BookTitles {

		private final List<String> heard = new ArrayList<>();

		@EventListener
		void bookSaved(PostSaveEvent<Book> event) {
			this.heard.add(event.getEntity().getTitle());
		}

	}

}
