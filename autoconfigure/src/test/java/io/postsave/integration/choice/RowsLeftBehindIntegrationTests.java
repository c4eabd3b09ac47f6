package io.postsave.integration.choice;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.postsave.AfterCommit;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the warning of rows that a transactional listener saves when its transaction
 * has ended, which are never written.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = RowsLeftBehindIntegrationTests.Application.class,
		properties = "spring.datasource.generate-unique-name=true")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class RowsLeftBehindIntegrationTests {

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	EntityManager entityManager;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	Listeners listeners;

	TransactionTemplate transaction;

	@BeforeEach
	void prepare() {
		this.transaction = new TransactionTemplate(this.transactionManager);
	}

	@AfterEach
	void unbind() {
		if (TransactionSynchronizationManager.hasResource(this.entityManagerFactory)) {
			closeView();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE", "SAVE_WITH_IDENTITY", "REMOVE" })
	void lostRowsAreWarnedOfOnce(Does does, CapturedOutput output) {
		this.listeners.afterCommit = does;
		save();
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("Listeners.afterCommit(io.postsave.PostSaveEvent)", "persistence unit 'default'", "@AfterCommit",
					"REQUIRES_NEW");
		save();
		assertThat(warnings(output)).hasSize(1);
		assertThat(count(Note.class)).isZero();
		assertThat(count(Account.class)).isZero();
		assertThat(count(Book.class)).isEqualTo(2);
	}

	@Test
	void lostRemovalOfAReferenceIsWarnedOf(CapturedOutput output) {
		this.listeners.own.save();
		this.listeners.afterCommit = Does.REMOVE_REFERENCE;
		save();
		assertThat(warnings(output)).singleElement().asString().contains("Listeners.afterCommit(");
		assertThat(count(Account.class)).isOne();
	}

	@Test
	void removalOfAReferenceMayBeWrittenLater(CapturedOutput output) {
		this.listeners.own.save();
		this.listeners.afterCommit = Does.REMOVE_REFERENCE;
		openView();
		save();
		this.listeners.afterCommit = Does.NOTHING;
		save();
		closeView();
		assertThat(count(Account.class)).isZero();
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void eachMethodIsNamed(CapturedOutput output) {
		this.listeners.afterCommit = Does.SAVE;
		this.listeners.afterCompletion = Does.SAVE;
		save();
		assertThat(warnings(output)).hasSize(2)
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("Listeners.afterCommit("))
			.satisfiesOnlyOnce((line) -> assertThat(line).contains("Listeners.afterCompletion(", "REQUIRES_NEW")
				.doesNotContain("@AfterCommit"));
	}

	@Test
	void methodsThatSaveNothingAreNotBlamedForOthers(CapturedOutput output) {
		this.listeners.afterCompletion = Does.SAVE;
		save();
		assertThat(warnings(output)).singleElement().asString().contains("Listeners.afterCompletion(");
	}

	@ParameterizedTest
	@EnumSource(names = { "NOTHING", "QUERY", "SAVE_IN_ITS_OWN_TRANSACTION", "SAVE_ON_ANOTHER_THREAD" })
	void whatIsWrittenIsNotWarnedOf(Does does, CapturedOutput output) {
		this.listeners.afterCommit = does;
		save();
		assertThat(count(Account.class)).isEqualTo(does.accounts);
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void listenersAfterTheCommitLoseNothing(CapturedOutput output) {
		this.listeners.ours = Does.SAVE;
		save();
		assertThat(count(Account.class)).isOne();
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void listenerBeforeTheCommitLosesNothing(CapturedOutput output) {
		this.listeners.beforeCommit = Does.SAVE;
		save();
		assertThat(count(Account.class)).isOne();
		assertThat(warnings(output)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE", "SAVE_WITH_IDENTITY", "REMOVE" })
	void sessionThatStaysOpenMayWriteThemLater(Does does, CapturedOutput output) {
		this.listeners.afterCommit = does;
		openView();
		save();
		this.listeners.afterCommit = Does.NOTHING;
		save();
		this.entityManager.clear();
		closeView();
		assertThat(count(Account.class)).isEqualTo((does == Does.SAVE) ? 1 : 0);
		assertThat(count(Note.class)).isEqualTo((does == Does.SAVE_WITH_IDENTITY) ? 1 : 0);
		assertThat(count(Book.class)).isEqualTo((does == Does.REMOVE) ? 1 : 2);
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void sessionThatStaysOpenMayNeverWriteThem(CapturedOutput output) {
		this.listeners.afterCommit = Does.SAVE;
		openView();
		save();
		assertThat(warnings(output)).isEmpty();
		closeView();
		assertThat(warnings(output)).hasSize(1);
		assertThat(count(Account.class)).isZero();
	}

	@Test
	void rollbackOfTheNextTransactionForgetsThem(CapturedOutput output) {
		this.listeners.afterCommit = Does.SAVE;
		openView();
		save();
		this.transaction.executeWithoutResult((status) -> status.setRollbackOnly());
		this.listeners.afterCommit = Does.NOTHING;
		save();
		assertThat(warnings(output)).isEmpty();
		closeView();
		assertThat(warnings(output)).hasSize(1);
		assertThat(count(Account.class)).isZero();
	}

	@Test
	void whatWaitedBeforeIsNotTheListeners(CapturedOutput output) {
		this.listeners.afterCommit = Does.QUERY;
		openView();
		TransactionTemplate readOnly = new TransactionTemplate(this.transactionManager);
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("flushed"));
			this.entityManager.flush();
			this.entityManager.persist(new Account("waiting", "owner"));
		});
		closeView();
		assertThat(this.listeners.told).isPositive();
		assertThat(warnings(output)).isEmpty();
	}

	private void save() {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("one")));
	}

	private void openView() {
		TransactionSynchronizationManager.bindResource(this.entityManagerFactory,
				new EntityManagerHolder(this.entityManagerFactory.createEntityManager()));
	}

	private void closeView() {
		((EntityManagerHolder) TransactionSynchronizationManager.unbindResource(this.entityManagerFactory))
			.getEntityManager()
			.close();
	}

	private long count(Class<?> entityType) {
		return this.entityManager.createQuery("select count(*) from " + entityType.getSimpleName(), Long.class)
			.getSingleResult();
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut()
			.lines()
			.filter((line) -> line.contains("WARN") && line.contains("Listener method "))
			.toList();
	}

	/**
	 * What a listener does.
	 */
	enum Does {

		NOTHING(0), QUERY(0), SAVE(1), SAVE_WITH_IDENTITY(0), REMOVE(0), REMOVE_REFERENCE(0),
		SAVE_IN_ITS_OWN_TRANSACTION(1), SAVE_ON_ANOTHER_THREAD(1);

		private final int accounts;

		Does(int accounts) {
			this.accounts = accounts;
		}

	}

	static class Listeners {

		private final EntityManager entityManager;

		private final Own own;

		volatile Does afterCommit = Does.NOTHING;

		volatile Does afterCompletion = Does.NOTHING;

		volatile Does beforeCommit = Does.NOTHING;

		volatile Does ours = Does.NOTHING;

		volatile int told;

		Listeners(EntityManager entityManager, Own own) {
			this.entityManager = entityManager;
			this.own = own;
		}

		@TransactionalEventListener
		void afterCommit(PostSaveEvent<Book> event) throws Exception {
			this.told++;
			perform(this.afterCommit, event);
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
		void afterCompletion(PostSaveEvent<Book> event) throws Exception {
			perform(this.afterCompletion, event);
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(PostSaveEvent<Book> event) throws Exception {
			perform(this.beforeCommit, event);
		}

		@EventListener
		@AfterCommit
		void ours(PostSaveEvent<Book> event) throws Exception {
			if (this.ours == Does.SAVE) {
				this.own.save();
			}
		}

		private void perform(Does does, PostSaveEvent<Book> event) throws Exception {
			switch (does) {
				case NOTHING -> {
				}
				case QUERY -> this.entityManager.createQuery("select b from Book b", Book.class).getResultList();
				case SAVE -> this.entityManager.persist(new Account(UUID.randomUUID().toString(), "owner"));
				case SAVE_WITH_IDENTITY -> this.entityManager.persist(new Note("note"));
				case REMOVE -> this.entityManager.remove(event.getEntity());
				case REMOVE_REFERENCE -> this.entityManager.remove(this.entityManager.getReference(Account.class,
						this.entityManager.createQuery("select id from Account", String.class).getSingleResult()));
				case SAVE_IN_ITS_OWN_TRANSACTION -> this.own.save();
				case SAVE_ON_ANOTHER_THREAD -> this.own.saveAsync().get(10, TimeUnit.SECONDS);
			}
		}

	}

	static class Own {

		private final EntityManager entityManager;

		Own(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public void save() {
			this.entityManager.persist(new Account(UUID.randomUUID().toString(), "owner"));
		}

		@Async
		@Transactional
		public CompletableFuture<Void> saveAsync() {
			this.entityManager.persist(new Account(UUID.randomUUID().toString(), "owner"));
			return CompletableFuture.completedFuture(null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

		@Bean
		Own own(EntityManager entityManager) {
			return new Own(entityManager);
		}

		@Bean
		Listeners listeners(EntityManager entityManager, Own own) {
			return new Listeners(entityManager, own);
		}

	}

}
