package io.postsave.integration.listeners;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.postsave.PostSaveEvent;
import io.postsave.library.catalog.Cat;
import io.postsave.library.catalog.Crate;
import io.postsave.library.catalog.Fee;
import io.postsave.library.catalog.Job;
import io.postsave.library.catalog.LateFee;
import io.postsave.library.catalog.Overdue;
import io.postsave.library.catalog.Purchase;
import io.postsave.library.catalog.Task;
import io.postsave.listener.PostSaveListeners;
import io.postsave.test.TestPostSave;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a listener hears what it declares, and nothing else: neither what is raw nor
 * what is generic is taken for anything that it might be.
 */
@SpringBootTest(classes = AbstractExactMatchingIntegrationTests.Application.class)
abstract class AbstractExactMatchingIntegrationTests {

	static final String[] ALL = { "Cat", "Task", "Job", "Purchase", "Crate", "Fee", "LateFee" };

	private static final List<String> heard = new CopyOnWriteArrayList<>();

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	ApplicationEventPublisher publisher;

	@Autowired
	ProxiedIndexer proxied;

	@Autowired
	ApplicationContext context;

	@BeforeEach
	void saveOneOfEach() {
		heard.clear();
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Cat());
			this.entityManager.persist(new Task());
			this.entityManager.persist(new Job());
			this.entityManager.persist(new Purchase());
			this.entityManager.persist(new Crate<String>());
			this.entityManager.persist(new Fee(1));
			this.entityManager.persist(new LateFee(2, 30));
		});
	}

	@Test
	void classHearsThatClassAlone() {
		assertHeard("plain", "Cat");
		assertHeard("before commit", "Cat");
		assertHeard("after commit", "Cat");
		assertHeard("raw task", "Task");
	}

	@Test
	void boundHearsWhatIsSoByItsDeclaration() {
		assertHeard("comparable cats", "Cat");
		assertHeard("comparable to anything", "Cat", "Task");
		assertHeard("raw comparable", "Cat", "Task");
		assertHeard("aggregates", "Purchase");
		assertHeard("fees", "Fee", "LateFee");
		assertHeard("overdue", "LateFee");
		assertHeard("super", "Fee", "LateFee");
	}

	@Test
	void genericEntityIsHeardByItsClassAndByAnyArgument() {
		assertHeard("any crate", "Crate");
		assertHeard("raw crate", "Crate");
		assertHeard("crate of strings");
	}

	@Test
	void genericBaseClassHearsWhatItsSubclassSays() {
		assertHeard("indexer", "Cat");
		assertHeard("indexer of indexer", "Fee");
		assertHeard("proxied indexer", "Task");
		assertHeard("transactional indexer", "Job");
		assertHeard("indexer by a bean method", "Purchase");
		assertHeard("interface", "Crate");
		assertThat(AopUtils.isCglibProxy(this.proxied)).isTrue();
	}

	@Test
	void genericBeanHearsWhatItsDefinitionSays() {
		assertHeard("indexer of a factory bean", "Cat");
		assertHeard("indexer of a factory bean's method", "Job");
		assertHeard("indexer behind a scoped proxy", "Fee");
		assertHeard("indexer by its superclass", "Purchase");
		assertHeard("transactional indexer of a factory bean", "Task");
		assertHeard("lambda of another interface", "Task");
	}

	@Test
	void typeVariableOfTheEventIsResolvedToo() {
		assertHeard("handler", "Cat");
		assertHeard("transactional handler", "Task");
		assertHeard("other handler");
		this.publisher.publishEvent(new Other(this));
		assertHeard("other handler", "Other");
	}

	@Test
	void typeVariableOfTheListenerHearsWithinItsBound() {
		assertHeard("any", ALL);
		assertHeard("method's variable", "Fee", "LateFee");
	}

	@Test
	void classesAndParameterBothHold() {
		assertHeard("both classes", "Cat");
		assertHeard("one class", "Cat");
		assertHeard("other class");
		assertHeard("classes alone", ALL);
		assertHeard("composed", "Cat");
	}

	@Test
	void applicationListenersHearByTheirType() {
		assertHeard("bean", "Cat");
		assertHeard("lambda", "Cat");
		assertHeard("generic bean", "Cat");
	}

	@Test
	void nothingIsRecordedThatNobodyHears() {
		PostSaveListeners listeners = new PostSaveListeners((ConfigurableApplicationContext) this.context);
		assertThat(listeners.namesOfListenersTo(Cat.class)).anyMatch(isNamed("GenericBeanListener"))
			.filteredOn(isNamed("$Indexer.on("))
			.hasSize(2);
		assertThat(listeners.namesOfListenersTo(Task.class)).noneMatch(isNamed("GenericBeanListener"))
			.noneMatch(isNamed("BeanListener"))
			.noneMatch(isNamed("Listeners.cat("))
			.anyMatch(isNamed("Listeners.task("));
	}

	private static Predicate<String> isNamed(String part) {
		return (name) -> name.contains(part);
	}

	@Test
	void whatTheApplicationPublishesItselfIsHeardAlike() {
		heard.clear();
		this.publisher.publishEvent(TestPostSave.created(new Task(), 7L));
		assertHeard("plain");
		assertHeard("raw task", "Task");
		assertHeard("proxied indexer", "Task");
		this.publisher.publishEvent(TestPostSave.created(new Cat(), 7L));
		assertHeard("plain", "Cat");
		assertHeard("both classes", "Cat");
	}

	private static void assertHeard(String listener, String... types) {
		String prefix = listener + ": ";
		assertThat(
				heard.stream().filter((line) -> line.startsWith(prefix)).map((line) -> line.substring(prefix.length())))
			.as(listener)
			.containsExactlyInAnyOrder(types);
	}

	private static void hear(String listener, PostSaveEvent<?> event) {
		heard.add(listener + ": " + event.getEntityType().getSimpleName());
	}

	static class Listeners {

		@EventListener
		void cat(PostSaveEvent<Cat> event) {
			assertThat(event.getEntity()).isInstanceOf(Cat.class);
			hear("plain", event);
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(PostSaveEvent<Cat> event) {
			hear("before commit", event);
		}

		@TransactionalEventListener
		void afterCommit(PostSaveEvent.Created<Cat> event) {
			hear("after commit", event);
		}

		@EventListener
		void task(PostSaveEvent<Task> event) {
			hear("raw task", event);
		}

		@EventListener
		void comparableCats(PostSaveEvent<? extends Comparable<Cat>> event) {
			hear("comparable cats", event);
		}

		@EventListener
		void comparableToAnything(PostSaveEvent<? extends Comparable<?>> event) {
			hear("comparable to anything", event);
		}

		@EventListener
		@SuppressWarnings("rawtypes")
		void rawComparable(PostSaveEvent<? extends Comparable> event) {
			hear("raw comparable", event);
		}

		@EventListener
		void aggregates(PostSaveEvent<? extends AbstractAggregateRoot<?>> event) {
			hear("aggregates", event);
		}

		@EventListener
		void fees(PostSaveEvent<? extends Fee> event) {
			hear("fees", event);
		}

		@EventListener
		void overdue(PostSaveEvent<? extends Overdue> event) {
			hear("overdue", event);
		}

		@EventListener
		void superOfLateFee(PostSaveEvent<? super LateFee> event) {
			hear("super", event);
		}

		@EventListener
		void anyCrate(PostSaveEvent<Crate<?>> event) {
			hear("any crate", event);
		}

		@EventListener
		@SuppressWarnings("rawtypes")
		void rawCrate(PostSaveEvent<Crate> event) {
			hear("raw crate", event);
		}

		@EventListener
		void crateOfStrings(PostSaveEvent<Crate<String>> event) {
			hear("crate of strings", event);
		}

		@EventListener
		<E extends Fee> void methodsVariable(PostSaveEvent<E> event) {
			hear("method's variable", event);
		}

		@EventListener(classes = { PostSaveEvent.Created.class, PostSaveEvent.Updated.class })
		void bothClasses(PostSaveEvent<Cat> event) {
			hear("both classes", event);
		}

		@EventListener(classes = PostSaveEvent.Created.class)
		void oneClass(PostSaveEvent<Cat> event) {
			hear("one class", event);
		}

		@EventListener(classes = PostSaveEvent.Updated.class)
		void otherClass(PostSaveEvent<Cat> event) {
			hear("other class", event);
		}

		@EventListener(classes = { PostSaveEvent.Created.class, PostSaveEvent.Updated.class })
		void classesAlone(ApplicationEvent event) {
			hear("classes alone", (PostSaveEvent<?>) event);
		}

		@Composed
		void composed(PostSaveEvent<Cat> event) {
			hear("composed", event);
		}

	}

	abstract static class Indexer<T> {

		private final String name;

		Indexer(String name) {
			this.name = name;
		}

		@EventListener
		public void on(PostSaveEvent<T> event) {
			hear(this.name, event);
		}

	}

	static class CatIndexer extends Indexer<Cat> {

		CatIndexer() {
			super("indexer");
		}

	}

	static class MiddleIndexer<A, B> extends Indexer<B> {

		MiddleIndexer(String name) {
			super(name);
		}

	}

	static class FeeIndexer extends MiddleIndexer<Cat, Fee> {

		FeeIndexer() {
			super("indexer of indexer");
		}

	}

	static class ProxiedIndexer extends Indexer<Task> {

		ProxiedIndexer() {
			super("proxied indexer");
		}

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public void toBeProxied() {
		}

	}

	abstract static class TransactionalIndexer<T> {

		@TransactionalEventListener
		void on(PostSaveEvent<T> event) {
			hear("transactional indexer", event);
		}

	}

	static class JobIndexer extends TransactionalIndexer<Job> {

	}

	static class OpenTransactionalIndexer<T> {

		@TransactionalEventListener
		void on(PostSaveEvent<T> event) {
			hear("transactional indexer of a factory bean", event);
		}

	}

	static class CatIndexers implements FactoryBean<MiddleIndexer<Fee, Cat>> {

		@Override
		public MiddleIndexer<Fee, Cat> getObject() {
			return new MiddleIndexer<>("indexer of a factory bean");
		}

		@Override
		public Class<?> getObjectType() {
			return MiddleIndexer.class;
		}

	}

	static class Product<T> implements FactoryBean<T> {

		private final T product;

		Product(T product) {
			this.product = product;
		}

		@Override
		public T getObject() {
			return this.product;
		}

		@Override
		public Class<?> getObjectType() {
			return this.product.getClass();
		}

	}

	@FunctionalInterface
	interface Hearing<T> {

		@EventListener
		void on(PostSaveEvent<T> event);

	}

	interface Heard<T> {

		@EventListener
		default void on(PostSaveEvent.Created<T> event) {
			hear("interface", event);
		}

	}

	static class CrateHeard implements Heard<Crate<?>> {

	}

	static class Any<T> {

		@EventListener
		void on(PostSaveEvent<T> event) {
			hear("any", event);
		}

	}

	abstract static class Handler<E extends ApplicationEvent> {

		private final String name;

		Handler(String name) {
			this.name = name;
		}

		@EventListener
		void on(E event) {
			heard.add(this.name + ": " + ((event instanceof PostSaveEvent<?> save)
					? save.getEntityType().getSimpleName() : event.getClass().getSimpleName()));
		}

	}

	static class CatHandler extends Handler<PostSaveEvent<Cat>> {

		CatHandler() {
			super("handler");
		}

	}

	static class Other extends ApplicationEvent {

		private static final long serialVersionUID = 1L;

		Other(Object source) {
			super(source);
		}

	}

	abstract static class OtherHandlers<E> {

		@EventListener(condition = "#root.args[0] instanceof T(" + OTHER + ")")
		void on(E event) {
			heard.add("other handler: " + event.getClass().getSimpleName());
		}

	}

	private static final String OTHER = "io.postsave.integration.listeners.AbstractExactMatchingIntegrationTests$Other";

	static class OtherHandler extends OtherHandlers<Other> {

	}

	abstract static class TransactionalHandler<E> {

		@TransactionalEventListener
		void on(E event) {
			hear("transactional handler", (PostSaveEvent<?>) event);
		}

	}

	static class TaskHandler extends TransactionalHandler<PostSaveEvent.Created<Task>> {

	}

	static class BeanListener implements ApplicationListener<PostSaveEvent<Cat>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<Cat> event) {
			hear("bean", event);
		}

	}

	static class GenericBeanListener<T> implements ApplicationListener<PostSaveEvent<T>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<T> event) {
			hear("generic bean", event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Cat.class, Fee.class })
	@Import({ Listeners.class, CatIndexer.class, FeeIndexer.class, ProxiedIndexer.class, JobIndexer.class,
			CrateHeard.class, Any.class, CatHandler.class, OtherHandler.class, CatIndexers.class, TaskHandler.class,
			BeanListener.class })
	static class Application {

		@Bean
		MiddleIndexer<Cat, Purchase> purchases() {
			return new MiddleIndexer<>("indexer by a bean method");
		}

		@Bean
		FactoryBean<MiddleIndexer<Cat, Job>> jobs() {
			return new Product<>(new MiddleIndexer<>("indexer of a factory bean's method"));
		}

		@Bean
		FactoryBean<OpenTransactionalIndexer<Task>> tasks() {
			return new Product<>(new OpenTransactionalIndexer<>());
		}

		@Bean
		@Scope(scopeName = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
		MiddleIndexer<Cat, Fee> fees() {
			return new MiddleIndexer<>("indexer behind a scoped proxy");
		}

		@Bean
		Indexer<Purchase> purchasesBySuperclass() {
			return new MiddleIndexer<Cat, Purchase>("indexer by its superclass");
		}

		@Bean
		Hearing<Task> hearing() {
			return (event) -> hear("lambda of another interface", event);
		}

		@Bean
		GenericBeanListener<Cat> genericBeanListener() {
			return new GenericBeanListener<>();
		}

		@Bean
		ApplicationListener<PostSaveEvent<Cat>> lambda() {
			return (event) -> hear("lambda", event);
		}

	}

}
