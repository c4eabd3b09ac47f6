package io.postsave.integration.choice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveFailure;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.BookshopApplication;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of listener methods that are told of lists.
 */
@SpringBootTest(classes = { BookshopApplication.class, AbstractListListenersIntegrationTests.Listening.class })
abstract class AbstractListListenersIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Listeners listeners;

	@Autowired
	List<PostSaveFailure> failures;

	/**
	 * When methods that choose nothing are told.
	 */
	abstract boolean isAfterCommitByDefault();

	@BeforeEach
	void reset() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createQuery("delete from Book").executeUpdate();
			this.entityManager.createQuery("delete from Note").executeUpdate();
		});
		this.listeners.reset();
		this.failures.clear();
	}

	@Test
	void listIsToldOnceARoundInTheTransactionAndOnceATransactionAfterTheCommit() {
		this.transaction.executeWithoutResult((status) -> {
			persist("a", "b");
			this.entityManager.flush();
			assertThat(this.listeners.told("now")).containsExactly("+a +b");
			persist("c");
		});
		assertThat(this.listeners.told("now")).containsExactly("+a +b", "+c");
		assertThat(this.listeners.told("later")).containsExactly("+a +b +c");
		assertThat(this.listeners.told("default"))
			.isEqualTo(this.listeners.told(isAfterCommitByDefault() ? "later" : "now"));
	}

	@Test
	void listsHoldWhatTheirElementsDeclare() {
		this.transaction.executeWithoutResult((status) -> {
			Book book = persist("a");
			this.entityManager.persist(new Note("note"));
			this.entityManager.flush();
			book.setAuthor("Ann");
			this.entityManager.flush();
			book.setTitle("b");
		});
		assertThat(this.listeners.told("created")).containsExactly("+a");
		assertThat(this.listeners.told("everything")).containsExactly("+a +note", "~a", "~b");
		assertThat(this.listeners.told("authors")).containsExactly("~a");
		assertThat(this.listeners.told("generic")).containsExactly("+note");
		assertThat(this.listeners.told("later")).containsExactly("+b");
	}

	@Test
	void listsAreToldAfterThoseWhoAreToldSinglyAndInTheirOrder() {
		this.listeners.listen();
		this.transaction.executeWithoutResult((status) -> persist("a", "b"));
		assertThat(this.listeners.sequence()).containsSubsequence("single +a", "single +b", "now +a +b",
				"last now +a +b", "last single after +a", "last single after +b", "later +a +b");
	}

	@Test
	void whatAListListenerChangesAndSavesIsWrittenAndToldInTheNextRound() {
		this.listeners.onTold("now", (events) -> events.forEach((event) -> {
			if (event.getEntity() instanceof Book book && book.getAuthor() == null) {
				book.setAuthor("of " + book.getTitle());
				this.entityManager.persist(new Note("for " + book.getTitle()));
			}
		}));
		this.transaction.executeWithoutResult((status) -> persist("a", "b"));
		assertThat(this.listeners.told("now")).containsExactly("+a +b", "~a ~b");
		assertThat(this.listeners.told("everything")).containsExactly("+a +b", "+for a +for b ~a ~b");
		assertThat(authors()).containsExactly("of a", "of b");
	}

	@Test
	void whatAFlushWithinAListListenerWritesIsToldInTheNextRound() {
		this.listeners.onTold("now", (events) -> {
			if (events.size() == 2) {
				persist("c");
				this.entityManager.flush();
				assertThat(this.listeners.told("now")).hasSize(1);
			}
		});
		this.transaction.executeWithoutResult((status) -> persist("a", "b"));
		assertThat(this.listeners.told("now")).containsExactly("+a +b", "+c");
	}

	@Test
	void failureInTheTransactionRollsBackAndReachesTheCaller() {
		this.listeners.onTold("now", (events) -> {
			throw new IllegalStateException("veto");
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> persist("a", "b")))
			.withMessage("veto");
		assertThat(authors()).isEmpty();
		assertThat(this.listeners.told("later")).isEmpty();
		assertThat(this.failures).isEmpty();
	}

	@Test
	void failureAfterTheCommitIsOneWithTheFirstEvent() {
		this.listeners.onTold("later", (events) -> {
			throw new IllegalStateException("mail");
		});
		this.transaction.executeWithoutResult((status) -> persist("a", "b"));
		assertThat(this.failures).singleElement().satisfies((failure) -> {
			assertThat(failure.error()).hasMessage("mail");
			assertThat(failure.listener()).contains("later");
			assertThat(((Book) failure.event().getEntity()).getTitle()).isEqualTo("a");
		});
		assertThat(authors()).hasSize(2);
		assertThat(this.listeners.told("last later")).containsExactly("+a +b");
	}

	@Test
	void rowThatAnEarlierListenerHasRemovedIsNotInTheList() {
		this.listeners.onSingle((event) -> {
			if (event.getEntity().getTitle().equals("gone")) {
				this.entityManager.remove(event.getEntity());
			}
		});
		this.transaction.executeWithoutResult((status) -> persist("a", "gone", "b"));
		assertThat(this.listeners.told("now")).containsExactly("+a +b");
		assertThat(this.listeners.told("later")).containsExactly("+a +b");
	}

	@Test
	void rowWhoseRemovalIsWithdrawnIsInTheNextList() {
		this.listeners.onSingle((event) -> {
			if (event.getEntity().getTitle().equals("a") && event.isCreated()) {
				this.entityManager.remove(event.getEntity());
			}
			else if (event.getEntity().getTitle().equals("b")) {
				this.entityManager.createQuery("select b from Book b where b.title = 'a'", Book.class);
			}
		});
		this.listeners.onTold("now", (events) -> {
			Book removed = this.listeners.lastSingle("a");
			if (removed != null && !this.entityManager.contains(removed)) {
				this.entityManager.persist(removed);
			}
		});
		this.transaction.executeWithoutResult((status) -> persist("a", "b"));
		assertThat(String.join(" ", this.listeners.told("now")).split(" ")).containsExactlyInAnyOrder("+a", "+b");
		assertThat(this.listeners.told("later")).hasSize(1);
	}

	@Test
	void listCannotBeChanged() {
		this.listeners.onTold("now", (events) -> assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> events.remove(0)));
		this.transaction.executeWithoutResult((status) -> persist("a"));
		assertThat(this.listeners.told("now")).containsExactly("+a");
	}

	@Test
	void endlessListsFailAndNameTheEntity() {
		this.listeners.onTold("now", (events) -> persist("again"));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> persist("a")))
			.withMessageContaining("Listeners still caused saves after 64 rounds")
			.withMessageContaining(Book.class.getName());
	}

	@Test
	void chainOfListsAfterTheCommitComesToAnEnd() {
		this.listeners.onTold("later", (events) -> this.transaction.executeWithoutResult((status) -> persist("again")));
		this.transaction.executeWithoutResult((status) -> persist("a"));
		assertThat(this.listeners.told("later")).hasSize(64);
		assertThat(this.failures).extracting((failure) -> failure.error().getMessage())
			.allSatisfy((message) -> assertThat(message).contains("chain of more than 64 commits"));
	}

	private Book persist(String... titles) {
		Book last = new Book(titles[titles.length - 1]);
		for (int i = 0; i < titles.length - 1; i++) {
			this.entityManager.persist(new Book(titles[i]));
		}
		this.entityManager.persist(last);
		return last;
	}

	private List<String> authors() {
		List<String> authors = this.transaction.execute((status) -> this.entityManager
			.createQuery("select coalesce(b.author, '') from Book b order by b.id", String.class)
			.getResultList());
		return (authors != null) ? authors : List.of();
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@Bean
		Listeners listListeners() {
			return new Listeners();
		}

		@Bean
		NoteLists noteLists(Listeners listeners) {
			return new NoteLists(listeners);
		}

		@Bean
		List<PostSaveFailure> failures() {
			return new ArrayList<>();
		}

		@Bean
		PostSaveErrorHandler errorHandler(List<PostSaveFailure> failures) {
			return failures::add;
		}

	}

	/**
	 * What a subclass hears of is told by its type argument.
	 */
	abstract static class Lists<T> {

		private final Listeners listeners;

		Lists(Listeners listeners) {
			this.listeners = listeners;
		}

		@EventListener
		@AfterCommit
		void generic(List<PostSaveEvent<T>> events) {
			this.listeners.note("generic", events);
		}

	}

	static class NoteLists extends Lists<Note> {

		NoteLists(Listeners listeners) {
			super(listeners);
		}

	}

	static class Listeners {

		private final Map<String, List<String>> told = new HashMap<>();

		private final List<String> sequence = new ArrayList<>();

		private final Map<String, Consumer<List<? extends PostSaveEvent<?>>>> actions = new HashMap<>();

		private final Map<String, Book> singles = new HashMap<>();

		private Consumer<PostSaveEvent<Book>> single = (event) -> {
		};

		private boolean listening;

		void reset() {
			this.told.clear();
			this.sequence.clear();
			this.actions.clear();
			this.singles.clear();
			this.single = (event) -> {
			};
			this.listening = false;
		}

		void listen() {
			this.listening = true;
		}

		List<String> told(String name) {
			return this.told.getOrDefault(name, List.of());
		}

		List<String> sequence() {
			return this.sequence;
		}

		void onTold(String name, Consumer<List<? extends PostSaveEvent<?>>> action) {
			this.actions.put(name, action);
		}

		void onSingle(Consumer<PostSaveEvent<Book>> action) {
			this.single = action;
		}

		@org.jspecify.annotations.Nullable
		Book lastSingle(String title) {
			return this.singles.get(title);
		}

		@EventListener
		@InTransaction
		@Order(100)
		void single(PostSaveEvent<Book> event) {
			this.singles.put(event.getEntity().getTitle(), event.getEntity());
			if (this.listening) {
				this.sequence.add("single " + nameOf(event));
			}
			this.single.accept(event);
		}

		@EventListener
		@AfterCommit
		@Order(100)
		void lastSingleAfter(PostSaveEvent<Book> event) {
			this.sequence.add("last single after " + nameOf(event));
		}

		@EventListener
		@InTransaction
		@Order(2)
		void lastNow(List<PostSaveEvent<Book>> events) {
			note("last now", events);
		}

		@EventListener
		@InTransaction
		@Order(1)
		void now(List<PostSaveEvent<Book>> events) {
			note("now", events);
		}

		@EventListener
		@AfterCommit
		@Order(1)
		void later(List<? extends PostSaveEvent<? extends Book>> events) {
			note("later", events);
		}

		@EventListener
		@AfterCommit
		@Order(2)
		void lastLater(List<PostSaveEvent<Book>> events) {
			note("last later", events);
		}

		@EventListener
		void byDefault(List<PostSaveEvent<Book>> events) {
			note("default", events);
		}

		@EventListener
		@InTransaction
		void created(List<PostSaveEvent.Created<Book>> events) {
			note("created", events);
		}

		@EventListener
		@InTransaction
		void everything(List<PostSaveEvent<?>> events) {
			note("everything", events);
		}

		@EventListener
		@InTransaction
		@WhenChanged("author")
		void authors(List<? extends PostSaveEvent<?>> events) {
			note("authors", events);
		}

		void note(String name, List<? extends PostSaveEvent<?>> events) {
			String names = String.join(" ", events.stream().map(Listeners::nameOf).toList());
			this.told.computeIfAbsent(name, (key) -> new ArrayList<>()).add(names);
			this.sequence.add(name + " " + names);
			this.actions.getOrDefault(name, (list) -> {
			}).accept(events);
		}

		private static String nameOf(PostSaveEvent<?> event) {
			return (event.isCreated() ? "+" : "~") + ((event.getEntity() instanceof Book book) ? book.getTitle()
					: ((Note) event.getEntity()).getText());
		}

	}

}
