package io.postsave.integration;

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
 * Tests of listeners that write.
 */
@SpringBootTest
class WritingListenersIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	void createdEntityIsTold() {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("one")));
		assertThat(this.script.lines()).containsExactly("+Book");
	}

	@Test
	void listenerSavesAnother() {
		this.script.onCreated(Book.class, (book) -> this.entityManager.persist(new Note("about " + book.getTitle())));
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("two")));
		assertThat(this.script.lines()).containsExactly("+Book", "+Note");
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
