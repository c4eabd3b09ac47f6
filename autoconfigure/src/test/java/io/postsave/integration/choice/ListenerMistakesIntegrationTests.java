package io.postsave.integration.choice;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Item;
import io.postsave.library.catalog.Tome;
import io.postsave.library.catalog.Crate;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the warnings at the end of the startup.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListenerMistakesIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void asyncMethodsInTheTransactionAreWarnedOf(CapturedOutput output) {
		run(AsyncMethods.class);
		assertThat(warnings(output)).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("is @Async", "@AfterCommit"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("AsyncMethods.plain(io.postsave.PostSaveEvent)"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("AsyncMethods.beforeCommit("));
	}

	@Test
	void methodsOfAsyncClassesAreWarnedOf(CapturedOutput output) {
		run(AsyncClass.class);
		assertThat(warnings(output)).singleElement().asString().contains("AsyncBase.inherited(", "@AfterCommit");
	}

	@Test
	void asyncMethodIsNoMistakeWhereDeliveryIsAfterTheCommit(CapturedOutput output) {
		this.runner.withPropertyValues("post-save.delivery=after-commit")
			.withBean(AsyncClass.class)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void superclassOfEntitiesIsNoTypeOfAnEntity(CapturedOutput output) {
		run(Supertypes.class);
		assertThat(warnings(output)).hasSize(3)
			.allSatisfy((line) -> assertThat(line).contains("hears no save", "Tome"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("Supertypes.abstractEntity(",
					"Declare PostSaveEvent<? extends Item>"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("Supertypes.list(java.util.List)",
					"Declare PostSaveEvent.Created<? extends Object>"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("Supertypes.transactional(",
					"Declare PostSaveEvent.Updated<? extends Item>"));
	}

	@Test
	void typeThatIsNoEntityIsWarnedOf(CapturedOutput output) {
		run(Payloads.class);
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("Payloads.on(", "PostSaveEvent<" + Payload.class.getName() + ">",
					"is no entity of persistence unit 'default'", "Name an entity instead");
	}

	@Test
	void variableOfTheBeansClassStandsForItsArgument(CapturedOutput output) {
		run(PayloadIndexer.class);
		assertThat(warnings(output)).singleElement().asString().contains("Indexer.index(", Payload.class.getName());
	}

	@Test
	void argumentsOfAnEntityAreNotKnown(CapturedOutput output) {
		run(Crates.class);
		assertThat(warnings(output)).singleElement().asString().contains("Crates.ofBooks(", "PostSaveEvent<Crate<?>>");
	}

	@Test
	void eventsInAnythingButAListAreWarnedOf(CapturedOutput output) {
		run(OtherCollections.class);
		assertThat(warnings(output)).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("hears no save", "in a java.util.List"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("OtherCollections.set(java.util.Set)",
					"Declare List<PostSaveEvent<...>>"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("OtherCollections.array("));
	}

	@Test
	void entityAsParameterIsWarnedOf(CapturedOutput output) {
		run(EntityParameters.class);
		assertThat(warnings(output)).hasSize(3)
			.allSatisfy((line) -> assertThat(line).contains("Declare PostSaveEvent<"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("EntityParameters.on(io.postsave.bookshop.Book)",
					"PostSaveEvent<Book>"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("EntityParameters.named()", "PostSaveEvent<Item>"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("EntityParameters.transactional("));
	}

	@Test
	void finalMethodOfAProxyIsWarnedOf(CapturedOutput output) {
		run(FinalOnProxy.class);
		assertThat(warnings(output)).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("is final", "Leave out 'final'"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("FinalOnProxy.on("))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("FinalOnProxy.afterCommit("));
	}

	@Test
	void finalMethodOfABeanWithoutAProxyIsNoMistake(CapturedOutput output) {
		run(FinalWithoutProxy.class);
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void conditionThatDoesNotParseIsWarnedOf(CapturedOutput output) {
		run(Conditions.class);
		assertThat(warnings(output)).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("#event.isCreated(", "no SpEL expression"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("Conditions.broken("))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("Conditions.transactional("));
	}

	@Test
	void annotationsWithoutListenerAreWarnedOf(CapturedOutput output) {
		run(WithoutListener.class);
		assertThat(warnings(output)).hasSize(4)
			.allSatisfy((line) -> assertThat(line).contains("Add @EventListener"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("WithoutListener.after(", "with @AfterCommit,"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("WithoutListener.composed(", "with @AfterCommit,"))
			.satisfiesOnlyOnce(
					(line) -> assertThat(line).contains("WithoutListener.both(", "@InTransaction and @WhenChanged"))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("ByInterface.byInterface(", "with @InTransaction,"));
	}

	@Test
	void methodThatTwoBeansHaveIsWarnedOfOnce(CapturedOutput output) {
		this.runner.withBean("first", AsyncClass.class)
			.withBean("second", AsyncClass.class)
			.withBean("third", WithoutListener.class)
			.withBean("fourth", WithoutListener.class)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(warnings(output)).hasSize(5).doesNotHaveDuplicates();
	}

	@Test
	void whatWorksIsNotWarnedOf(CapturedOutput output) {
		run(NoMistakes.class);
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void withoutAUnitNothingIsKnownOfTypes(CapturedOutput output) {
		withoutUnit().withBean(Payloads.class)
			.withBean(Conditions.class)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(warnings(output)).hasSize(2).allSatisfy((line) -> assertThat(line).contains("SpEL"));
	}

	@Test
	void typesWaitForAUnitThatIsBuiltWhenItIsNeeded(CapturedOutput output) {
		withoutUnit().withUserConfiguration(LazyUnit.class).withBean(Payloads.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(warnings(output)).isEmpty();
			context.getBean(SessionFactory.class);
			assertThat(warnings(output)).singleElement().asString().contains("Payloads.on(");
		});
	}

	@Test
	void typesWaitForAUnitThatIsBuiltInTheBackground(CapturedOutput output) {
		this.runner.withBean(Payloads.class)
			.withBean(SlowUnit.class)
			.withPropertyValues("spring.jpa.bootstrap=async")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(warnings(output)).singleElement().asString().contains("task-", "Payloads.on(");
			});
	}

	private static ApplicationContextRunner withoutUnit() {
		return new ApplicationContextRunner().withUserConfiguration(WithoutUnit.class)
			.withPropertyValues("spring.datasource.generate-unique-name=true");
	}

	private void run(Class<?> listeners) {
		this.runner.withBean(listeners).run((context) -> assertThat(context).hasNotFailed());
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut()
			.lines()
			.filter((line) -> line.contains("WARN") && (line.contains("istener method ") || line.contains(" Method ")))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@EntityScan(basePackageClasses = { Book.class, Tome.class, Crate.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class })
	static class WithoutUnit {

	}

	static class AsyncMethods {

		@EventListener
		@Async
		public void plain(PostSaveEvent<Book> event) {
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		@Async
		public void beforeCommit(PostSaveEvent<Book> event) {
		}

		@EventListener
		@AfterCommit
		@Async
		public void afterCommit(PostSaveEvent<Book> event) {
		}

		@TransactionalEventListener
		@Async
		public void transactional(PostSaveEvent<Book> event) {
		}

		@EventListener
		@Async
		public void other(String event) {
		}

	}

	static class AsyncBase {

		@EventListener
		public void inherited(PostSaveEvent<Book> event) {
		}

	}

	@Async
	static class AsyncClass extends AsyncBase {

	}

	static class Supertypes {

		@EventListener
		void abstractEntity(PostSaveEvent<Item> event) {
		}

		@EventListener
		void list(List<PostSaveEvent.Created<Object>> events) {
		}

		@TransactionalEventListener
		void transactional(PostSaveEvent.Updated<Item> event) {
		}

	}

	static class Payload {

	}

	static class Payloads {

		@EventListener
		void on(PostSaveEvent<Payload> event) {
		}

		@EventListener
		void itself(Payload payload) {
		}

	}

	abstract static class Indexer<T> {

		@EventListener
		void index(PostSaveEvent<T> event) {
		}

	}

	static class PayloadIndexer extends Indexer<Payload> {

	}

	static class BookIndexer extends Indexer<Book> {

	}

	static class AnyIndexer<T> extends Indexer<T> {

	}

	static class Crates {

		@EventListener
		void ofBooks(PostSaveEvent<Crate<Book>> event) {
		}

		@EventListener
		void ofAnything(PostSaveEvent<Crate<?>> event) {
		}

	}

	static class OtherCollections {

		@EventListener
		void set(Set<? extends PostSaveEvent<Book>> events) {
		}

		@EventListener
		void array(PostSaveEvent<Book>[] events) {
		}

		@EventListener
		void strings(Set<String> strings) {
		}

	}

	static class EntityParameters {

		@EventListener
		void on(Book book) {
		}

		@EventListener(Item.class)
		void named() {
		}

		@TransactionalEventListener
		void transactional(Book book) {
		}

	}

	@Transactional
	static class FinalOnProxy {

		@EventListener
		public final void on(PostSaveEvent<Book> event) {
		}

		@EventListener
		@AfterCommit
		public final void afterCommit(PostSaveEvent<Book> event) {
		}

		@EventListener
		public void overridable(PostSaveEvent<Book> event) {
		}

		@EventListener
		public final void other(String event) {
		}

	}

	static class FinalWithoutProxy {

		@EventListener
		public final void on(PostSaveEvent<Book> event) {
		}

	}

	static class Conditions {

		@EventListener(condition = "#event.isCreated(")
		void broken(PostSaveEvent<Book> event) {
		}

		@TransactionalEventListener(condition = "#event.isCreated(")
		void transactional(PostSaveEvent<Book> event) {
		}

		@EventListener(condition = "#event.isCreated()")
		void correct(PostSaveEvent<Book> event) {
		}

		@EventListener(condition = "#event.isCreated(")
		void other(String event) {
		}

	}

	@AfterCommit
	@Retention(RetentionPolicy.RUNTIME)
	@interface Later {

	}

	@EventListener
	@AfterCommit
	@Retention(RetentionPolicy.RUNTIME)
	@interface LateListener {

	}

	interface Marked {

		@InTransaction
		void byInterface(PostSaveEvent<Book> event);

	}

	static class ByInterface implements Marked {

		@Override
		public void byInterface(PostSaveEvent<Book> event) {
		}

	}

	static class WithoutListener extends ByInterface {

		@AfterCommit
		void after(PostSaveEvent<Book> event) {
		}

		@Later
		void composed(PostSaveEvent<Book> event) {
		}

		@InTransaction
		@WhenChanged("title")
		private void both(PostSaveEvent<Book> event) {
		}

	}

	interface ListeningByInterface {

		@EventListener
		void listening(PostSaveEvent<Book> event);

	}

	static class ListenerByInterface implements ListeningByInterface, Marked {

		@Override
		@AfterCommit
		public void listening(PostSaveEvent<Book> event) {
		}

		@Override
		@EventListener
		public void byInterface(PostSaveEvent<Book> event) {
		}

	}

	static class Library {

		@EventListener
		void all(ApplicationEvent event) {
		}

		@EventListener
		void everything(Object event) {
		}

		@EventListener
		void comparable(Comparable<?> event) {
		}

		@TransactionalEventListener
		void transactional(Object event) {
		}

	}

	static class Working {

		@EventListener
		void raw(@SuppressWarnings("rawtypes") PostSaveEvent event) {
		}

		@EventListener
		void any(PostSaveEvent<?> event) {
		}

		@EventListener
		void absent(PostSaveEvent<? extends Payload> event) {
		}

		@EventListener
		<E extends Payload> void variable(PostSaveEvent<E> event) {
		}

		@EventListener
		void items(PostSaveEvent<? extends Item> event) {
		}

		@EventListener(classes = { PostSaveEvent.Created.class, PostSaveEvent.Updated.class })
		void classes() {
		}

		@LateListener
		void composed(PostSaveEvent<Tome> event) {
		}

		@LateListener
		@WhenChanged("title")
		void list(List<PostSaveEvent.Updated<Book>> events) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoMistakes {

		@Bean
		Library library() {
			return new Library();
		}

		@Bean
		Working working() {
			return new Working();
		}

		@Bean
		ListenerByInterface byInterface() {
			return new ListenerByInterface();
		}

		@Bean
		BookIndexer bookIndexer() {
			return new BookIndexer();
		}

		@Bean
		Object anyIndexer() {
			return new AnyIndexer<>();
		}

		@Bean
		Indexer<Tome> volumeIndexer() {
			return new AnyIndexer<>();
		}

		@Bean
		Supplier<String> lambda() {
			return () -> "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyUnit {

		@Bean
		@Lazy
		LocalSessionFactoryBean sessionFactory(DataSource dataSource) {
			LocalSessionFactoryBean factoryBean = new LocalSessionFactoryBean();
			factoryBean.setDataSource(dataSource);
			factoryBean.setPackagesToScan(Book.class.getPackageName());
			return factoryBean;
		}

	}

	/**
	 * Keeps a unit from being built before the singletons are there.
	 */
	static class SlowUnit implements HibernatePropertiesCustomizer, Integrator, SmartInitializingSingleton {

		private final CountDownLatch singletons = new CountDownLatch(1);

		@Override
		public void customize(Map<String, Object> properties) {
			IntegratorProvider provider = () -> List.of(this);
			properties.put(JpaSettings.INTEGRATOR_PROVIDER, provider);
		}

		@Override
		public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
				SessionFactoryImplementor sessionFactory) {
			try {
				assertThat(this.singletons.await(10, TimeUnit.SECONDS)).isTrue();
				Thread.sleep(500);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public void afterSingletonsInstantiated() {
			this.singletons.countDown();
		}

	}

}
