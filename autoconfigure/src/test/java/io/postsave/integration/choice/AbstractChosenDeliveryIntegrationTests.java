package io.postsave.integration.choice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostSaveErrorHandler;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveFailure;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.BookshopApplication;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of listener methods that choose when they are told, whatever the default is.
 */
@SpringBootTest(classes = { BookshopApplication.class, AbstractChosenDeliveryIntegrationTests.Listening.class })
abstract class AbstractChosenDeliveryIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	JpaTransactionManager transactionManager;

	@Autowired
	Listeners listeners;

	@Autowired
	List<PostSaveFailure> failures;

	/**
	 * Whether methods that choose nothing are told after the commit.
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
	void eachIsToldWhenItHasChosenTo() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("one"));
			this.entityManager.flush();
			assertThat(this.listeners.told("vetoes")).containsExactly("+one");
			assertThat(this.listeners.told("composed")).containsExactly("+one");
			assertThat(this.listeners.told("mails")).isEmpty();
			assertThat(this.listeners.told("chooses nothing")).hasSize(isAfterCommitByDefault() ? 0 : 1);
		});
		assertThat(this.listeners.told("vetoes")).containsExactly("+one");
		assertThat(this.listeners.told("mails")).containsExactly("+one");
		assertThat(this.listeners.told("composed after")).containsExactly("+one");
		assertThat(this.listeners.told("chooses nothing")).containsExactly("+one");
	}

	@Test
	void writesAreMergedForThoseWhoAreToldAfterTheCommitAlone() {
		this.transaction.executeWithoutResult((status) -> {
			Book book = new Book("one");
			this.entityManager.persist(book);
			this.entityManager.flush();
			book.setTitle("two");
		});
		assertThat(this.listeners.told("vetoes")).containsExactly("+one", "~two");
		assertThat(this.listeners.told("mails")).containsExactly("+two");
	}

	@Test
	void rolledBackSaveIsToldInTheTransactionAlone() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("one"));
			this.entityManager.flush();
			status.setRollbackOnly();
		});
		assertThat(this.listeners.told("vetoes")).containsExactly("+one");
		assertThat(this.listeners.told("mails")).isEmpty();
	}

	@Test
	void failureInTheTransactionReachesTheCallerAndOneAfterTheCommitTheHandler() {
		this.listeners.onTold("mails", (book) -> {
			throw new IllegalStateException("after the commit");
		});
		save(new Book("one"));
		assertThat(this.failures).extracting((failure) -> failure.error().getMessage())
			.containsExactly("after the commit");
		this.listeners.onTold("vetoes", (book) -> {
			throw new IllegalStateException("in the transaction");
		});
		assertThatIllegalStateException().isThrownBy(() -> save(new Book("two"))).withMessage("in the transaction");
		assertThat(count("Book")).isEqualTo(1);
		assertThat(this.failures).hasSize(1);
		assertThat(this.listeners.told("mails")).containsExactly("+one");
	}

	@Test
	void eachSavesInATransactionThatGoesWithItsChoice() {
		this.listeners.onTold("vetoes", (book) -> this.entityManager.persist(new Note("with " + book.getTitle())));
		this.listeners.onTold("mails", (book) -> {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
			this.transaction
				.executeWithoutResult((status) -> this.entityManager.persist(new Note("after " + book.getTitle())));
		});
		save(new Book("one"));
		assertThat(count("Note")).isEqualTo(2);
		assertThat(this.failures).isEmpty();
		assertThat(this.listeners.told("notes")).containsExactly("+with one", "+after one");
	}

	@Test
	void commitOfAListenerInTheTransactionIsToldBehindTheOuterOne() {
		this.listeners.onTold("vetoes", (book) -> {
			if (book.getTitle().equals("outer")) {
				TransactionTemplate inner = new TransactionTemplate(this.transactionManager,
						new DefaultTransactionDefinition(TransactionTemplate.PROPAGATION_REQUIRES_NEW));
				inner.executeWithoutResult((status) -> this.entityManager.persist(new Book("inner")));
			}
		});
		save(new Book("outer"));
		assertThat(this.listeners.told("mails")).containsExactlyInAnyOrder("+outer", "+inner");
		assertThat(this.listeners.told("vetoes")).containsExactly("+outer", "+inner");
	}

	@Test
	void transactionInWhichNobodyIsToldBeforeTheCommitIsNotFlushedEarly() {
		assertThat(flushesBeforeTheCommit(() -> {
			this.entityManager.persist(new Note("first"));
			this.entityManager.flush();
			this.entityManager.persist(new Note("second"));
		})).isEqualTo(1);
		assertThat(this.listeners.told("notes")).containsExactly("+first", "+second");
		assertThat(flushesBeforeTheCommit(() -> {
			this.entityManager.persist(new Book("first"));
			this.entityManager.flush();
			this.entityManager.persist(new Book("second"));
		})).isEqualTo(2);
	}

	private long flushesBeforeTheCommit(Runnable work) {
		AtomicLong flushes = new AtomicLong();
		Statistics statistics = this.entityManager.getEntityManagerFactory()
			.unwrap(SessionFactory.class)
			.getStatistics();
		TransactionExecutionListener last = new TransactionExecutionListener() {

			@Override
			public void beforeCommit(TransactionExecution transaction) {
				flushes.set(statistics.getFlushCount());
			}

		};
		this.transactionManager.addListener(last);
		try {
			statistics.setStatisticsEnabled(true);
			statistics.clear();
			this.transaction.executeWithoutResult((status) -> work.run());
		}
		finally {
			statistics.setStatisticsEnabled(false);
			this.transactionManager.getTransactionExecutionListeners().remove(last);
		}
		return flushes.get();
	}

	void save(Object entity) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(entity));
	}

	private long count(String entity) {
		Long count = this.transaction
			.execute((status) -> this.entityManager.createQuery("select count(e) from " + entity + " e", Long.class)
				.getSingleResult());
		return (count != null) ? count : -1;
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@Bean
		Listeners listeners() {
			return new Listeners();
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

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@EventListener
	@AfterCommit
	@interface Later {

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@EventListener
	@InTransaction
	@interface Now {

	}

	static class Listeners {

		private final Map<String, List<String>> told = new HashMap<>();

		private final Map<String, Consumer<Book>> actions = new HashMap<>();

		void reset() {
			this.told.clear();
			this.actions.clear();
		}

		List<String> told(String name) {
			return this.told.getOrDefault(name, List.of());
		}

		void onTold(String name, Consumer<Book> action) {
			this.actions.put(name, action);
		}

		@EventListener
		@InTransaction
		void vetoes(PostSaveEvent<Book> event) {
			told("vetoes", event);
		}

		@Now
		void composed(PostSaveEvent<Book> event) {
			told("composed", event);
		}

		@EventListener
		@AfterCommit
		void mails(PostSaveEvent<Book> event) {
			told("mails", event);
		}

		@Later
		void composedAfter(PostSaveEvent<Book> event) {
			told("composed after", event);
		}

		@EventListener
		@Order(1)
		void choosesNothing(PostSaveEvent.Created<Book> event) {
			told("chooses nothing", event);
		}

		@EventListener
		@AfterCommit
		void notes(PostSaveEvent.Created<Note> event) {
			note("notes", "+" + event.getEntity().getText());
		}

		private void told(String name, PostSaveEvent<Book> event) {
			note(name, (event.isCreated() ? "+" : "~") + event.getEntity().getTitle());
			this.actions.getOrDefault(name, (book) -> {
			}).accept(event.getEntity());
		}

		private void note(String name, String told) {
			this.told.computeIfAbsent(name, (key) -> new ArrayList<>()).add(told);
		}

	}

}
