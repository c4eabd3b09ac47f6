package io.postsave.integration.capture;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.integration.support.LibraryTest;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a test which records events is told of all saves, although nobody else
 * listens.
 */
@LibraryTest
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

}
