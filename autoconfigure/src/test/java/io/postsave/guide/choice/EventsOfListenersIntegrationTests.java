package io.postsave.guide.choice;

import java.util.ArrayList;
import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.PostSaveEvent;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of who hears what a listener returns or publishes after the commit.
 */
@SpringBootTest(classes = { Shop.class, EventsOfListenersIntegrationTests.Listeners.class },
		properties = "spring.datasource.generate-unique-name=true")
class EventsOfListenersIntegrationTests {

	@Test
	void theyReachNoTransactionalListenerWithoutATransaction(@Autowired EntityManager entityManager,
			@Autowired PlatformTransactionManager transactionManager, @Autowired Listeners listeners) {
		new TransactionTemplate(transactionManager)
			.executeWithoutResult((status) -> entityManager.persist(new Customer("Ada")));
		assertThat(listeners.heard()).containsExactlyInAnyOrder("plain: returned", "plain: published",
				"fallback: returned", "fallback: published", "plain: published in a transaction",
				"fallback: published in a transaction", "transactional: published in a transaction");
	}

	static class Listeners {

		private final List<String> heard = new ArrayList<>();

		private final ApplicationEventPublisher publisher;

		Listeners(ApplicationEventPublisher publisher) {
			this.publisher = publisher;
		}

		List<String> heard() {
			return this.heard;
		}

		@EventListener
		@AfterCommit
		Happened returned(PostSaveEvent.Created<Customer> event) {
			return new Happened("returned");
		}

		@EventListener
		@AfterCommit
		void published(PostSaveEvent.Created<Customer> event) {
			this.publisher.publishEvent(new Happened("published"));
		}

		@EventListener
		@AfterCommit
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		void publishedInTransaction(PostSaveEvent.Created<Customer> event) {
			this.publisher.publishEvent(new Happened("published in a transaction"));
		}

		@EventListener
		void plain(Happened event) {
			this.heard.add("plain: " + event.how());
		}

		@TransactionalEventListener
		void transactional(Happened event) {
			this.heard.add("transactional: " + event.how());
		}

		@TransactionalEventListener(fallbackExecution = true)
		void fallback(Happened event) {
			this.heard.add("fallback: " + event.how());
		}

	}

	record Happened(String how) {
	}

}
