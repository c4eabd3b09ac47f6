package io.postsave.integration.capture;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a test which records events is told of all saves, although nobody else
 * listens.
 */
@SpringBootTest
@RecordApplicationEvents
class RecordedEventsIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Test
	void savesAreRecorded(ApplicationEvents events) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("recorded")));
		assertThat(events.stream(PostSaveEvent.class)).hasSize(1)
			.allSatisfy((event) -> assertThat(event.getEntityType()).isEqualTo(Book.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

}
