package io.postsave.integration;

import io.postsave.PostSaveEvents;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of delivery after the commit.
 */
@SpringBootTest(properties = { "post-save.delivery=after-commit", "spring.datasource.hikari.maximum-pool-size=1",
		"spring.datasource.hikari.connection-timeout=2000" })
class AfterCommitIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	PostSaveEvents events;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	void createThenUpdateIsToldOnceAsCreated() {
		this.transaction.executeWithoutResult((status) -> {
			Book book = new Book("one");
			this.entityManager.persist(book);
			this.entityManager.flush();
			book.setTitle("two");
			this.entityManager.flush();
			assertThat(this.script.heard()).isEmpty();
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(this.script.heard().get(0).getChanges().get("title").newValue()).isEqualTo("two");
	}

	@Test
	void listenerSavesInItsOwnTransaction() {
		this.script.onCreated(Book.class, (book) -> this.transaction
			.executeWithoutResult((status) -> this.entityManager.persist(new Note("after " + book.getId()))));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("one"));
			this.entityManager.persist(new Book("two"));
		});
		assertThat(this.script.lines()).containsExactly("+Book", "+Book", "+Note", "+Note");
	}

	@Test
	void rolledBackSaveIsNotTold() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("one"));
			this.entityManager.flush();
			status.setRollbackOnly();
		});
		assertThat(this.script.heard()).isEmpty();
	}

	@Test
	void savedThenRemovedIsNotTold() {
		this.transaction.executeWithoutResult((status) -> {
			Book book = new Book("one");
			this.entityManager.persist(book);
			this.entityManager.flush();
			this.entityManager.remove(book);
			Book other = new Book("two");
			this.entityManager.persist(other);
			this.entityManager.remove(other);
		});
		assertThat(this.script.heard()).isEmpty();
	}

	@Test
	void exactlyWhatTheBlockSavedIsMuted() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("before"));
			this.events.mute(() -> this.entityManager.persist(new Book("within")));
			this.entityManager.persist(new Book("behind"));
		});
		assertThat(this.script.heard()).extracting((event) -> ((Book) event.getEntity()).getTitle())
			.containsExactly("before", "behind");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

}
