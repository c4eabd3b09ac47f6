package io.postsave.integration.changes;

import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listeners that clear the session while others wait to be told.
 */
@SpringBootTest
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class ClearingListenersIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	ClearingNotes notes;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	void clearIsWarnedOfOnce(CapturedOutput output) {
		this.script.onCreated(Book.class, (book) -> this.entityManager.clear());
		save(new Book("one"), new Book("two"), new Book("three"));
		save(new Book("four"), new Book("five"));
		assertThat(this.script.heard()).hasSize(5);
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("cleared the session", "'default'", "created " + Book.class.getName(), "Script.on",
					"2 more saves", "clearAutomatically");
	}

	@Test
	void modifyingQueryThatClearsIsWarnedOf(CapturedOutput output) {
		this.script.onCreated(Account.class, (account) -> this.notes.removeAll());
		save(new Account("a", "Ann"), new Account("b", "Ann"));
		assertThat(output).containsOnlyOnce("cleared the session");
	}

	@Test
	void clearOfWhatTheListenerHasSavedItselfIsWarnedOf(CapturedOutput output) {
		this.script.onCreated(Book.class, (book) -> {
			this.entityManager.persist(new Note("about " + book.getTitle()));
			this.entityManager.flush();
			this.entityManager.clear();
		});
		save(new Book("one"));
		assertThat(output).contains("cleared the session", "1 more saves");
	}

	@Test
	void clearIsNotWarnedOfIfNothingWaits(CapturedOutput output) {
		this.script.onCreated(Book.class, (book) -> this.entityManager.clear());
		save(new Book("one"));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("two"));
			this.entityManager.flush();
			this.entityManager.clear();
		});
		assertThat(output).doesNotContain("cleared the session");
	}

	@Test
	void clearOfAnotherSessionIsNotWarnedOf(CapturedOutput output) {
		TransactionTemplate inner = new TransactionTemplate(this.transaction.getTransactionManager());
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.script.onCreated(Book.class, (book) -> inner.executeWithoutResult((status) -> this.entityManager.clear()));
		save(new Book("one"), new Book("two"));
		assertThat(output).doesNotContain("cleared the session");
	}

	private void save(Object... entities) {
		this.transaction.executeWithoutResult((status) -> {
			for (Object entity : entities) {
				this.entityManager.persist(entity);
			}
		});
	}

	/**
	 * Clears with each query.
	 */
	interface ClearingNotes extends JpaRepository<Note, Long> {

		@Modifying(clearAutomatically = true)
		@Query("delete from Note")
		void removeAll();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			basePackageClasses = ClearingListenersIntegrationTests.class,
			includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ClearingNotes.class))
	@Import(Script.class)
	static class Application {

	}

}
