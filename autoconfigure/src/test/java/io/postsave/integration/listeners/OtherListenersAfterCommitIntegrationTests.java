package io.postsave.integration.listeners;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Books;
import io.postsave.test.TestPostSave;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of listeners that are told in the transaction, beside those that are told after
 * its commit.
 */
@Tag("smoke")
@Import(OtherListenersAfterCommitIntegrationTests.Listeners.class)
@RecordApplicationEvents
class OtherListenersAfterCommitIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	Steps steps;

	@Autowired
	AsyncListener asyncListener;

	@Autowired
	ApplicationEventPublisher publisher;

	@BeforeEach
	void forget() {
		this.steps.all.clear();
		this.asyncListener.told().clear();
		this.steps.failure = null;
		this.script.onCreated(Book.class, (book) -> this.steps.add("plain"));
		this.script.onUpdated(Book.class, (book) -> this.steps.add("plain"));
	}

	@AfterEach
	void succeed() {
		this.steps.failure = null;
		assertThat(this.failures.all()).isEmpty();
	}

	@Test
	void transactionalListenersAreToldInEveryPhaseOfACommit() {
		inTransaction(() -> persist(new Book("one")));
		assertThat(this.steps.ofTransactionalListeners()).containsExactly("BEFORE_COMMIT +one", "AFTER_COMMIT +one",
				"AFTER_COMPLETION +one", "plain");
	}

	@Test
	void transactionalListenersAreToldOfEachSave() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			book.setTitle("two");
		});
		assertThat(this.steps.ofTransactionalListeners()).containsExactly("BEFORE_COMMIT +two", "BEFORE_COMMIT ~two",
				"AFTER_COMMIT +two", "AFTER_COMMIT ~two", "AFTER_COMPLETION +two", "AFTER_COMPLETION ~two", "plain");
		assertThat(heard()).containsExactly("+two");
	}

	@Test
	void transactionalListenersAreToldOfARollback() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			persist(new Book("one"));
			flush();
			status.setRollbackOnly();
		});
		assertThat(this.steps.ofTransactionalListeners()).containsExactly("AFTER_ROLLBACK +one",
				"AFTER_COMPLETION +one");
		assertThat(heard()).isEmpty();
	}

	@Test
	void whatATransactionalListenerSavesBeforeTheCommitIsToldAfterIt() {
		inTransaction(() -> persist(new Book("save a note")));
		assertThat(heard()).containsExactly("+save a note", "+before commit");
		assertThat(stored(Note.class)).containsExactly("before commit");
	}

	@Test
	void asyncListenerReadsWhatWasCommitted() throws Exception {
		inTransaction(() -> {
			persist(new Book("async"));
			flush();
			assertThat(this.asyncListener.told()).isEmpty();
		});
		assertThat(this.asyncListener.told().poll(10, TimeUnit.SECONDS))
			.isEqualTo("+async found async on another thread");
	}

	@Test
	void applicationListenerBeansAndListenersToAnythingAreToldInTheTransaction() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			assertThat(this.steps.all).containsExactlyInAnyOrder("bean +one in transaction",
					"lambda +one in transaction", "any event +one in transaction", "any object +one in transaction");
			this.steps.all.clear();
			book.setTitle("two");
			flush();
			assertThat(this.steps.all).containsExactlyInAnyOrder("bean ~two in transaction",
					"lambda ~two in transaction", "any event ~two in transaction", "any object ~two in transaction");
			this.steps.all.clear();
		});
		assertThat(this.steps.all).containsExactly("BEFORE_COMMIT +two", "BEFORE_COMMIT ~two", "AFTER_COMMIT +two",
				"AFTER_COMMIT ~two", "AFTER_COMPLETION +two", "AFTER_COMPLETION ~two", "plain");
	}

	@Test
	void failureOfAnApplicationListenerBeanRollsBack() {
		this.steps.failure = new IllegalStateException("refused");
		assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> persist(new Book("one"))))
			.isSameAs(this.steps.failure);
		assertThat(heard()).isEmpty();
		assertThat(stored(Book.class)).isEmpty();
	}

	@Test
	void recordedApplicationEventsAreThoseOfTheTransaction(@Autowired ApplicationEvents recorded) {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			flush();
			assertThat(recorded.stream(PostSaveEvent.class)).hasSize(1);
			assertThat(heard()).isEmpty();
			book.setTitle("two");
		});
		assertThat(recorded.stream(PostSaveEvent.class).map((event) -> event.isCreated())).containsExactly(true, false);
		assertThat(heard()).containsExactly("+two");
	}

	@Test
	void eventThatTheApplicationPublishesIsHeardAtOnce() {
		inTransaction(() -> {
			persist(new Book("saved"));
			flush();
			this.publisher.publishEvent(TestPostSave.created(new Book("published"), 1L));
			assertThat(heard()).containsExactly("+published");
		});
		assertThat(heard()).containsExactly("+published", "+saved");
	}

	@Test
	void eventThatAListenerInTheTransactionPublishesIsHeardAtOnce() {
		inTransaction(() -> {
			persist(new Book("publish another"));
			flush();
			assertThat(heard()).containsExactly("+published");
		});
		assertThat(heard()).containsExactly("+published", "+publish another");
	}

	@TestConfiguration(proxyBeanMethods = false)
	@EnableAsync
	static class Listeners {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		TransactionalListener transactionalListener(Steps steps, EntityManager entityManager) {
			return new TransactionalListener(steps, entityManager);
		}

		@Bean
		AsyncListener asyncListener(@Lazy Books books) {
			return new AsyncListener(books);
		}

		@Bean
		ListenerBean listenerBean(Steps steps, ApplicationEventPublisher publisher) {
			return new ListenerBean(steps, publisher);
		}

		@Bean
		ApplicationListener<PostSaveEvent<Book>> lambda(Steps steps) {
			return (event) -> steps.addInTransaction("lambda", event);
		}

		@Bean
		Indifferent indifferent(Steps steps) {
			return new Indifferent(steps);
		}

	}

	static class Steps {

		private final List<String> all = new CopyOnWriteArrayList<>();

		private IllegalStateException failure;

		void add(String step) {
			this.all.add(step);
		}

		void addInTransaction(String listener, PostSaveEvent<?> event) {
			add(listener + " " + describe(event)
					+ (TransactionSynchronizationManager.isActualTransactionActive() ? " in transaction" : ""));
		}

		List<String> ofTransactionalListeners() {
			return this.all.stream().filter((step) -> !step.endsWith(" in transaction")).toList();
		}

	}

	static class TransactionalListener {

		private final Steps steps;

		private final EntityManager entityManager;

		TransactionalListener(Steps steps, EntityManager entityManager) {
			this.steps = steps;
			this.entityManager = entityManager;
		}

		@Order(1)
		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(PostSaveEvent<Book> event) {
			this.steps.add("BEFORE_COMMIT " + describe(event));
			if ("save a note".equals(event.getEntity().getTitle())) {
				this.entityManager.persist(new Note("before commit"));
			}
		}

		@Order(2)
		@TransactionalEventListener
		void afterCommit(PostSaveEvent<Book> event) {
			this.steps.add("AFTER_COMMIT " + describe(event));
		}

		@Order(3)
		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void afterRollback(PostSaveEvent<Book> event) {
			this.steps.add("AFTER_ROLLBACK " + describe(event));
		}

		@Order(4)
		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
		void afterCompletion(PostSaveEvent<Book> event) {
			this.steps.add("AFTER_COMPLETION " + describe(event));
		}

	}

	static class AsyncListener {

		private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

		private final Books books;

		private final Thread creator = Thread.currentThread();

		AsyncListener(Books books) {
			this.books = books;
		}

		public BlockingQueue<String> told() {
			return this.told;
		}

		@Async
		@EventListener(condition = "#event.entity.title == 'async'")
		public void on(PostSaveEvent.Created<Book> event) {
			String found = this.books.findById(event.getEntity().getId()).map(Book::getTitle).orElse("nothing");
			this.told.add(describe(event) + " found " + found
					+ (Thread.currentThread().equals(this.creator) ? " on the same thread" : " on another thread"));
		}

	}

	static class ListenerBean implements ApplicationListener<PostSaveEvent<Book>> {

		private final Steps steps;

		private final ApplicationEventPublisher publisher;

		ListenerBean(Steps steps, ApplicationEventPublisher publisher) {
			this.steps = steps;
			this.publisher = publisher;
		}

		@Override
		public void onApplicationEvent(PostSaveEvent<Book> event) {
			this.steps.addInTransaction("bean", event);
			if (this.steps.failure != null) {
				throw this.steps.failure;
			}
			if ("publish another".equals(event.getEntity().getTitle())) {
				this.publisher.publishEvent(TestPostSave.created(new Book("published"), 1L));
			}
		}

	}

	static class Indifferent {

		private final Steps steps;

		Indifferent(Steps steps) {
			this.steps = steps;
		}

		@EventListener
		void onAnyEvent(ApplicationEvent event) {
			if (event instanceof PostSaveEvent<?> save) {
				this.steps.addInTransaction("any event", save);
			}
		}

		@EventListener
		void onAnything(Object event) {
			if (event instanceof PostSaveEvent<?> save) {
				this.steps.addInTransaction("any object", save);
			}
		}

	}

}
