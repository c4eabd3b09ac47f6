package io.postsave.integration.listeners;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.BookshopApplication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what somebody finds in the logs who wants to know why a listener is called or
 * is not: units, deliveries and calls, and nothing of what entities hold.
 */
class LogsIntegrationTests {

	private static final String CONTENT = "s3cret";

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.postsave");

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(BookshopApplication.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@BeforeEach
	void capture() {
		this.appender.start();
		this.logger.addAppender(this.appender);
		this.logger.setLevel(Level.TRACE);
	}

	@AfterEach
	void release() {
		this.logger.setLevel(null);
		this.logger.detachAppender(this.appender);
	}

	@Test
	void joinedUnitIsALine() {
		this.logger.setLevel(Level.DEBUG);
		this.runner.run((context) -> assertThat(lines()).containsExactly(
				"Joined persistence unit 'default': prepared, and joined when it was built, 3 entity classes"));
	}

	@Test
	void deliveriesAreLinesWithHowMuchTheyHaveTold() {
		this.logger.setLevel(Level.DEBUG);
		run(Listeners.class, (context) -> {
			this.appender.list.clear();
			inTransaction(context, (entityManager) -> {
				entityManager.persist(new Book(CONTENT));
				entityManager.persist(new Book(CONTENT));
			});
			assertThat(told()).containsExactly(
					"Told in the transaction: persistence unit: default, events: 2, rounds: 1",
					"Told after the commit: events: 2, commits in the chain: 1");
		});
	}

	@Test
	void roundsThatListenersCauseAreCounted() {
		this.logger.setLevel(Level.DEBUG);
		run(SavingListener.class, (context) -> {
			this.appender.list.clear();
			inTransaction(context, (entityManager) -> entityManager.persist(new Book(CONTENT)));
			assertThat(told())
				.containsExactly("Told in the transaction: persistence unit: default, events: 2, rounds: 2");
		});
	}

	@Test
	void eachCallIsALineAndSoIsEachThatAListenerDeclines() {
		run(Listeners.class, (context) -> {
			inTransaction(context, (entityManager) -> entityManager.persist(new Book(CONTENT)));
			Object id = SharedEntityManagerCreator
				.createSharedEntityManager(context.getBean(EntityManagerFactory.class))
				.createQuery("select id from Book")
				.getSingleResult();
			String created = "PostSaveEvent.Created<Book>[id=" + id + ", persistenceUnit=default]";
			assertThat(lines().filter((line) -> line.startsWith("Listener method"))).containsExactlyInAnyOrder(
					method("inTransaction", PostSaveEvent.class) + " is told of " + created + " in the transaction",
					method("never", PostSaveEvent.class) + " is not told of " + created
							+ ", as its condition or @WhenChanged does not hold",
					method("reauthored", PostSaveEvent.class) + " is not told of " + created
							+ ", as its condition or @WhenChanged does not hold",
					method("reauthoredLater", PostSaveEvent.class) + " is not told of " + created
							+ ", as its condition or @WhenChanged does not hold",
					method("reauthoredList", List.class) + " is not told of " + created
							+ ", as its condition or @WhenChanged does not hold",
					method("list", List.class) + " is told of " + created + " in the transaction",
					method("beforeCommit", PostWriteEvent.class) + " is to be told of " + created
							+ " by Spring when its transaction ends",
					method("beforeCommit", PostWriteEvent.class) + " is told of " + created + " in the transaction",
					method("rolledBack", PostWriteEvent.class) + " is to be told of " + created
							+ " by Spring when its transaction ends",
					method("completed", PostWriteEvent.class) + " is to be told of " + created
							+ " by Spring when its transaction ends",
					method("completed", PostWriteEvent.class) + " is told of " + created
							+ " after the end of the transaction",
					method("afterCommit", PostWriteEvent.class) + " is told of " + created + " after the commit",
					method("listAfterCommit", List.class) + " is told of " + created + " after the commit");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "after-commit" })
	void nothingOfWhatEntitiesHoldIsLogged(String delivery) {
		new ApplicationContextRunner()
			.withUserConfiguration(BookshopApplication.class, Listeners.class, SavingListener.class,
					FailingListener.class)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "post-save.delivery=" + delivery)
			.run((context) -> {
				write(context);
				assertThat(lines()).anyMatch((line) -> line.contains("PostSaveEvent.Created<Account>[id=A"))
					.anyMatch((line) -> line.contains("PostSaveEvent.Updated<Account>[id=A"))
					.anyMatch((line) -> line.contains("PostDeleteEvent<Account>[id=A"))
					.anyMatch((line) -> line.contains("PostSaveEvent.Created<Note>"));
				assertThat(this.appender.list).filteredOn((event) -> event.getLevel() != Level.ERROR)
					.extracting((event) -> event.getFormattedMessage() + thrown(event))
					.noneMatch((line) -> line.contains(CONTENT));
				assertThat(lines()).noneMatch((line) -> line.contains(CONTENT));
			});
	}

	/**
	 * Writes in all ways there are.
	 */
	private static void write(ApplicationContext context) {
		inTransaction(context, (entityManager) -> {
			entityManager.persist(new Book(CONTENT, CONTENT));
			entityManager.persist(new Note(CONTENT));
			entityManager.persist(account("A1"));
			entityManager.persist(account("A2"));
			entityManager.flush();
			entityManager.persist(account("A3"));
		});
		inTransaction(context, (entityManager) -> {
			entityManager.createQuery("from Book", Book.class)
				.getResultList()
				.forEach((book) -> book.setAuthor(CONTENT + 2));
			Account account = entityManager.find(Account.class, "A1");
			account.setOwner(CONTENT + 2);
			account.getTags().add(CONTENT + 2);
			Account merged = account("A2");
			merged.setVersion(0);
			merged.setOwner(CONTENT + 3);
			entityManager.merge(merged);
			entityManager.remove(entityManager.getReference(Account.class, "A3"));
		});
		inTransaction(context, (entityManager) -> entityManager.find(Account.class, "A2").getTags().clear());
		inTransaction(context, (entityManager) -> {
			entityManager.remove(entityManager.find(Account.class, "A1"));
			entityManager.createQuery("from Note", Note.class).getResultList().forEach(entityManager::remove);
		});
		inTransaction(context, (entityManager) -> context.getBean(PostSaveEvents.class)
			.mute(Book.class, () -> entityManager.persist(new Book(CONTENT))));
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
			EntityManager entityManager = entityManager(context);
			entityManager.persist(account("A4"));
			entityManager.flush();
			status.setRollbackOnly();
		});
		try (StatelessSession session = context.getBean(EntityManagerFactory.class)
			.unwrap(SessionFactory.class)
			.openStatelessSession()) {
			session.beginTransaction();
			session.insert(account("A5"));
			session.getTransaction().commit();
		}
	}

	private static Account account(String id) {
		Account account = new Account(id, CONTENT);
		account.setAddress(new Address(CONTENT, CONTENT));
		account.getTags().add(CONTENT);
		return account;
	}

	private void run(Class<?> listeners, Consumer<ApplicationContext> test) {
		this.runner.withUserConfiguration(listeners).run(test::accept);
	}

	private static EntityManager entityManager(ApplicationContext context) {
		return SharedEntityManagerCreator.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
	}

	private static void inTransaction(ApplicationContext context, Consumer<EntityManager> work) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> work.accept(entityManager(context)));
	}

	private static String method(String name, Class<?> parameter) {
		return "Listener method " + Listeners.class.getName() + "." + name + "(" + parameter.getName() + ")";
	}

	private Stream<String> lines() {
		return this.appender.list.stream().map(ILoggingEvent::getFormattedMessage);
	}

	private Stream<String> told() {
		return lines().filter((line) -> line.startsWith("Told"));
	}

	private static String thrown(ILoggingEvent event) {
		return (event.getThrowableProxy() != null) ? " " + event.getThrowableProxy().getMessage() : "";
	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@EventListener
		@InTransaction
		void inTransaction(PostSaveEvent<Book> event) {
		}

		@EventListener(condition = "#event.id == null")
		@InTransaction
		void never(PostSaveEvent<Book> event) {
		}

		@EventListener
		@InTransaction
		@WhenChanged("author")
		void reauthored(PostSaveEvent<Book> event) {
		}

		@EventListener
		@AfterCommit
		@WhenChanged("author")
		void reauthoredLater(PostSaveEvent<Book> event) {
		}

		@EventListener
		@InTransaction
		@WhenChanged("author")
		void reauthoredList(List<PostSaveEvent<Book>> events) {
		}

		@EventListener
		@InTransaction
		void list(List<PostSaveEvent<Book>> events) {
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(PostWriteEvent<?> event) {
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void rolledBack(PostWriteEvent<?> event) {
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
		void completed(PostWriteEvent<?> event) {
		}

		@EventListener
		@AfterCommit
		void afterCommit(PostWriteEvent<?> event) {
		}

		@EventListener
		@AfterCommit
		void listAfterCommit(List<PostWriteEvent<?>> events) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SavingListener {

		@Bean
		NoteWriter noteWriter(EntityManager entityManager) {
			return new NoteWriter(entityManager);
		}

	}

	record NoteWriter(EntityManager entityManager) {

		@EventListener
		@InTransaction
		void write(PostSaveEvent.Created<Book> event) {
			this.entityManager.persist(new Note(CONTENT + " of " + event.getId()));
		}

		@EventListener
		@InTransaction
		void noted(PostSaveEvent.Created<Note> event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingListener {

		@EventListener
		@AfterCommit
		void fail(PostDeleteEvent<Account> event) {
			throw new IllegalStateException("refused");
		}

	}

}
