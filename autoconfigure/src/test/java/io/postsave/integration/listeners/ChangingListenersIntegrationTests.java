package io.postsave.integration.listeners;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.BookshopApplication;
import io.postsave.integration.support.Desk;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listeners that come and go while the application runs.
 */
class ChangingListenersIntegrationTests {

	private static final List<String> heard = Collections.synchronizedList(new ArrayList<>());

	private static Desk desk;

	private final List<ApplicationListener<?>> added = new ArrayList<>();

	@BeforeAll
	static void open() {
		desk = Desk.open(BookshopApplication.class);
	}

	@AfterAll
	static void close() {
		desk.close();
	}

	@BeforeEach
	void nobodyListens() {
		save(desk.context());
		heard.clear();
	}

	@AfterEach
	void removeListeners() {
		this.added.forEach(desk.context()::removeApplicationListener);
	}

	@Test
	void typedListenerIsHeardFromThenOn() {
		add(new BookListener("added"));
		save(desk.context());
		assertThat(heard).containsExactly("added Book");
	}

	@Test
	void listenerWrittenAsALambdaIsHeardFromThenOn() {
		add((ApplicationListener<PostSaveEvent<?>>) (event) -> note("lambda", event));
		save(desk.context());
		assertThat(heard).containsExactly("lambda Note", "lambda Book");
	}

	@Test
	void removedListenerIsNotHeardAnyMore() {
		ApplicationListener<?> listener = add(new BookListener("removed"));
		save(desk.context());
		desk.context().removeApplicationListener(listener);
		save(desk.context());
		assertThat(heard).containsExactly("removed Book");
	}

	@Test
	void listenerInAnothersPlaceIsHeard() {
		ApplicationListener<?> first = add(new BookListener("first"));
		save(desk.context());
		desk.context().removeApplicationListener(first);
		add(new NoteListener());
		save(desk.context());
		assertThat(heard).containsExactly("first Book", "note Note");
	}

	@Test
	void listenerInAnothersPlaceIsHeardByTheFirstSaveAlready() {
		ApplicationListener<?> first = add(new BookListener("first"));
		save(desk.context());
		desk.context().removeApplicationListener(first);
		add(new NoteListener());
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED)
			.executeWithoutResult((status) -> desk.entityManager().persist(new Note(unique())));
		assertThat(heard).containsExactly("first Book", "note Note");
	}

	@Test
	void listenerInAnothersPlaceIsHeardByAnOwnEntityManager() {
		ApplicationListener<?> first = add(new BookListener("first"));
		save(desk.context());
		desk.context().removeApplicationListener(first);
		add(new NoteListener());
		try (EntityManager own = desk.entityManagerFactory().createEntityManager()) {
			own.getTransaction().begin();
			own.persist(new Note(unique()));
			own.getTransaction().commit();
		}
		assertThat(heard).containsExactly("first Book", "note Note");
	}

	@Test
	void listenerAddedInTheTransactionIsHeardFromThenOn() {
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> {
			desk.entityManager().persist(new Book("before"));
			desk.entityManager().flush();
			add(new BookListener("added"));
			desk.entityManager().persist(new Book("after"));
		});
		assertThat(heard).containsExactly("added Book");
	}

	@Test
	void listenerThatAListenerAddsIsHeardFromThenOn() {
		List<ApplicationListener<?>> once = new ArrayList<>();
		once.add(new BookListener("second"));
		add((ApplicationListener<PostSaveEvent.Created<?>>) (event) -> {
			if (!once.isEmpty()) {
				add(once.remove(0));
			}
		});
		save(desk.context());
		save(desk.context());
		assertThat(heard).contains("second Book");
	}

	@Test
	void lazyListenerMethodIsHeard() {
		try (Desk lazy = Desk.open(LazyMethod.class)) {
			save(lazy.context());
			save(lazy.context());
		}
		assertThat(heard).containsExactly("lazy method Book", "lazy method Book");
	}

	@Test
	void lazyListenerObjectIsHeard() {
		try (Desk lazy = Desk.open(LazyObject.class)) {
			save(lazy.context());
			save(lazy.context());
		}
		assertThat(heard).containsExactly("lazy object Book", "lazy object Book");
	}

	@Test
	void listenerOfAParentIsHeard() {
		try (ConfigurableApplicationContext parent = new SpringApplicationBuilder(Parent.class)
			.web(WebApplicationType.NONE)
			.run();
				ConfigurableApplicationContext child = new SpringApplicationBuilder(BookshopApplication.class)
					.parent(parent)
					.web(WebApplicationType.NONE)
					.run()) {
			save(child);
			assertThat(heard).containsExactly("parent Book");
			parent.addApplicationListener(new NoteListener());
			save(child);
			assertThat(heard).containsExactly("parent Book", "note Note", "parent Book");
		}
	}

	private ApplicationListener<?> add(ApplicationListener<?> listener) {
		this.added.add(listener);
		desk.context().addApplicationListener(listener);
		return listener;
	}

	private static void save(ConfigurableApplicationContext context) {
		EntityManager entityManager = context.getBean(EntityManager.class);
		context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			entityManager.persist(new Note(unique()));
			entityManager.persist(new Book("saved"));
		});
	}

	private static String unique() {
		return "note " + System.nanoTime();
	}

	private static void note(String listener, PostSaveEvent<?> event) {
		heard.add(listener + " " + event.getEntityType().getSimpleName());
	}

	private record BookListener(String name) implements ApplicationListener<PostSaveEvent<Book>> {

		@Override
		public void onApplicationEvent(PostSaveEvent<Book> event) {
			note(this.name, event);
		}

	}

	private static final class NoteListener implements ApplicationListener<PostSaveEvent.Created<Note>> {

		@Override
		public void onApplicationEvent(PostSaveEvent.Created<Note> event) {
			note("note", event);
		}

	}

	static class LazyMethod extends BookshopApplication {

		@Bean
		@Lazy
		LazyListener lazyListener() {
			return new LazyListener();
		}

	}

	static class LazyObject extends BookshopApplication {

		@Bean
		@Lazy
		ApplicationListener<PostSaveEvent<Book>> lazyListener() {
			return new BookListener("lazy object");
		}

	}

	static class LazyListener {

		@EventListener
		void on(PostSaveEvent<Book> event) {
			note("lazy method", event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Parent {

		@EventListener
		void on(PostSaveEvent<Book> event) {
			note("parent", event);
		}

	}

}
