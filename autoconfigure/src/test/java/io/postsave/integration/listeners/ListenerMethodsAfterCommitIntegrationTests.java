package io.postsave.integration.listeners;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Magazine;
import io.postsave.library.catalog.Publication;
import io.postsave.library.catalog.Shelf;
import io.postsave.library.catalog.Volume;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the many forms of listener methods, told after the commit.
 */
@Import(ListenerMethodsAfterCommitIntegrationTests.Listeners.class)
class ListenerMethodsAfterCommitIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	Log log;

	@Autowired
	ApplicationContext context;

	@BeforeEach
	void forget() {
		this.log.lines.clear();
	}

	@AfterEach
	void noFailures() {
		assertThat(this.failures.all()).isEmpty();
	}

	@Test
	void listenersOfOneEventAreToldInTheirOrder() {
		inTransaction(() -> persist(new Shelf("a"), new Shelf("b")));
		assertThat(this.log.of("ordered")).containsExactly("first +a", "second +a", "third +a", "first +b", "second +b",
				"third +b");
	}

	@Test
	void conditionsSeeTheMergedSave() {
		Book kept = new Book("kept", "Ann");
		Book changed = new Book("changed", "Ann");
		saved(kept, changed);
		this.log.lines.clear();
		inTransaction(() -> {
			Book foundKept = this.entityManager.find(Book.class, kept.getId());
			Book foundChanged = this.entityManager.find(Book.class, changed.getId());
			foundKept.setAuthor("Bob");
			foundChanged.setAuthor("Bob");
			flush();
			foundKept.setAuthor("Ann");
			persist(new Book("created"));
		});
		assertThat(heard()).containsExactly("~kept", "~changed", "+created");
		assertThat(this.log.of("author changed")).containsExactly("~changed");
		assertThat(this.log.of("created")).containsExactly("+created");
	}

	@Test
	void classesAreHeardWithAndWithoutAParameter() {
		saved(new Account("a", "Ann"));
		this.log.lines.clear();
		inTransaction(() -> {
			persist(new Account("b", "Bob"));
			this.entityManager.find(Account.class, "a").setOwner("Eve");
		});
		assertThat(this.log.of("without a parameter")).containsExactly("told", "told");
		assertThat(this.log.of("one class")).containsExactly("told");
		assertThat(this.log.of("both classes")).containsExactly("+b", "~a");
	}

	@Test
	void returnValuesArePublishedInTurn() {
		inTransaction(() -> {
			persist(new Note("one"), new Note("two"));
			assertThat(this.log.of("welcomed")).isEmpty();
		});
		assertThat(this.log.of("welcomed")).containsExactly("one", "one again", "two", "two again");
	}

	@Test
	void listenerWithoutDefaultExecutionIsNotTold() {
		inTransaction(() -> persist(new Note("one")));
		assertThat(this.log.of("no default execution")).isEmpty();
	}

	@Test
	void transactionalListenerSavesInItsOwnTransaction() {
		inTransaction(() -> persist(new Magazine("one")));
		assertThat(AopUtils.isAopProxy(this.context.getBean(TransactionalBean.class))).isTrue();
		assertThat(this.log.of("transactional")).containsExactly("+one in transaction");
		assertThat(heard()).containsExactly("+one", "+about one");
		assertThat(stored(Note.class)).containsExactly("about one");
	}

	@Test
	void lazyListenerIsCreatedWhenItIsTold() {
		inTransaction(() -> persist(new Publication("another")));
		assertThat(this.log.of("lazy")).isEmpty();
		inTransaction(() -> persist(new Publication("lazy")));
		inTransaction(() -> persist(new Publication("lazy")));
		assertThat(this.log.of("lazy")).containsExactly("created", "+lazy", "+lazy");
	}

	@Test
	void prototypeListenerIsCreatedEachTimeItIsTold() {
		inTransaction(() -> persist(new Publication("one"), new Publication("two")));
		assertThat(this.log.of("prototype")).containsExactly("created", "+one", "created", "+two");
	}

	@Test
	void scopedListenerIsFoundInItsScope() {
		inTransaction(() -> persist(new Publication("one"), new Publication("two")));
		assertThat(this.log.of("scoped")).endsWith("+one", "+two").filteredOn("created"::equals).hasSizeLessThan(2);
	}

	@Test
	void genericMethodIsToldWithinItsBound() {
		inTransaction(() -> persist(new Note("note"), new Publication("publication"), new Magazine("magazine")));
		assertThat(this.log.of("generic method")).containsExactly("+publication", "+magazine");
	}

	@Test
	void typeVariableOfAClassIsWhatTheSubclassSays() {
		inTransaction(() -> {
			Shelf shelf = new Shelf("shelf");
			shelf.add("volume");
			persist(shelf, new Note("note"));
		});
		assertThat(this.log.of("generic")).containsExactly("+volume");
	}

	@Test
	void inheritedDefaultMethodIsTold() {
		inTransaction(() -> persist(new Note("one"), new Book("two")));
		assertThat(this.log.of("inherited")).containsExactly("+one");
	}

	@Test
	void listenersHearByTypeAsTheirGenericsSay() {
		inTransaction(() -> persist(new Publication("publication"), new Magazine("magazine")));
		assertThat(this.log.of("only the class")).containsExactly("+publication");
		assertThat(this.log.of("subclasses too")).containsExactly("+publication", "+magazine");
	}

	static class Log {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		void add(String listener, String line) {
			this.lines.add(listener + ": " + line);
		}

		List<String> of(String listener) {
			String prefix = listener + ": ";
			return this.lines.stream()
				.filter((line) -> line.startsWith(prefix))
				.map((line) -> line.substring(prefix.length()))
				.toList();
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	@Import({ Second.class, Selective.class, Publishing.class, TransactionalBean.class, Volumes.class, Inheriting.class,
			Types.class })
	static class Listeners {

		@Bean
		static CustomScopeConfigurer threadScope() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		Log log() {
			return new Log();
		}

		@Bean
		@Lazy
		LazyBean lazyBean(Log log) {
			return new LazyBean(log);
		}

		@Bean
		@Scope("prototype")
		PrototypeBean prototypeBean(Log log) {
			return new PrototypeBean(log);
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		ScopedBean scopedBean(Log log) {
			return new ScopedBean(log);
		}

	}

	static class Second {

		private final Log log;

		Second(Log log) {
			this.log = log;
		}

		@Order(2)
		@EventListener
		void second(PostSaveEvent<Shelf> event) {
			this.log.add("ordered", "second " + describe(event));
		}

		@EventListener
		void third(PostSaveEvent<? extends Shelf> event) {
			this.log.add("ordered", "third " + describe(event));
		}

		@Order(1)
		@EventListener
		void first(PostSaveEvent.Created<?> event) {
			if (event.getEntityType() == Shelf.class) {
				this.log.add("ordered", "first " + describe(event));
			}
		}

	}

	static class Selective {

		private final Log log;

		Selective(Log log) {
			this.log = log;
		}

		@EventListener(condition = "!#event.created && #event.hasChanged('author')")
		void authorChanged(PostSaveEvent<?> event) {
			this.log.add("author changed", describe(event));
		}

		@EventListener(condition = "#event.created")
		void created(PostSaveEvent<Book> event) {
			this.log.add("created", describe(event));
		}

		@EventListener(classes = PostSaveEvent.class, condition = "#root.event.entityType.simpleName == 'Account'")
		void withoutAParameter() {
			this.log.add("without a parameter", "told");
		}

		@EventListener(classes = PostSaveEvent.Created.class,
				condition = "#root.event.entityType.simpleName == 'Account'")
		void oneClass() {
			this.log.add("one class", "told");
		}

		@EventListener(classes = { PostSaveEvent.Created.class, PostSaveEvent.Updated.class },
				condition = "#root.event.entityType.simpleName == 'Account'")
		void bothClasses(PostSaveEvent<?> event) {
			this.log.add("both classes", describe(event));
		}

		@EventListener(defaultExecution = false)
		void noDefaultExecution(PostSaveEvent<Note> event) {
			this.log.add("no default execution", describe(event));
		}

	}

	record Welcomed(String name) {
	}

	static class Publishing {

		private final Log log;

		Publishing(Log log) {
			this.log = log;
		}

		@EventListener
		List<Welcomed> welcome(PostSaveEvent.Created<Note> event) {
			List<Welcomed> welcomed = new ArrayList<>();
			welcomed.add(new Welcomed(event.getEntity().getText()));
			welcomed.add(new Welcomed(event.getEntity().getText() + " again"));
			return welcomed;
		}

		@EventListener
		void on(Welcomed event) {
			this.log.add("welcomed", event.name());
		}

	}

	static class TransactionalBean {

		private final Log log;

		private final EntityManager entityManager;

		TransactionalBean(Log log, EntityManager entityManager) {
			this.log = log;
			this.entityManager = entityManager;
		}

		@EventListener
		@Transactional
		public void on(PostSaveEvent<Magazine> event) {
			this.log.add("transactional", describe(event)
					+ (TransactionSynchronizationManager.isActualTransactionActive() ? " in transaction" : ""));
			this.entityManager.persist(new Note("about " + event.getEntity().getTitle()));
		}

	}

	static class LazyBean {

		private final Log log;

		LazyBean(Log log) {
			this.log = log;
			log.add("lazy", "created");
		}

		@EventListener(condition = "#event.entity.title == 'lazy'")
		void on(PostSaveEvent<Publication> event) {
			this.log.add("lazy", describe(event));
		}

	}

	static class PrototypeBean {

		private final Log log;

		PrototypeBean(Log log) {
			this.log = log;
			log.add("prototype", "created");
		}

		@EventListener
		void on(PostSaveEvent<Publication> event) {
			this.log.add("prototype", describe(event));
		}

	}

	static class ScopedBean {

		private final Log log;

		ScopedBean(Log log) {
			this.log = log;
			log.add("scoped", "created");
		}

		@EventListener
		public void on(PostSaveEvent<Publication> event) {
			this.log.add("scoped", describe(event));
		}

	}

	abstract static class Generic<T> {

		private final Log log;

		Generic(Log log) {
			this.log = log;
		}

		@EventListener
		void on(PostSaveEvent<T> event) {
			this.log.add("generic", describe(event));
		}

	}

	static class Volumes extends Generic<Volume> {

		Volumes(Log log) {
			super(log);
		}

	}

	interface Inherited {

		Log log();

		@EventListener
		default void on(PostSaveEvent.Created<Note> event) {
			log().add("inherited", describe(event));
		}

	}

	record Inheriting(Log log) implements Inherited {
	}

	static class Types {

		private final Log log;

		Types(Log log) {
			this.log = log;
		}

		@EventListener
		void onlyTheClass(PostSaveEvent<Publication> event) {
			this.log.add("only the class", describe(event));
		}

		@EventListener
		<E extends Publication> void genericMethod(PostSaveEvent<E> event) {
			this.log.add("generic method", describe(event));
		}

		@EventListener
		void subclassesToo(PostSaveEvent<? extends Publication> event) {
			this.log.add("subclasses too", describe(event));
		}

	}

}
