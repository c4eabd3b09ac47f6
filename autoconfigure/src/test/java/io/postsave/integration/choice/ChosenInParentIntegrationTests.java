package io.postsave.integration.choice;

import java.util.ArrayList;
import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.BookshopApplication;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of listener methods of a parent context that choose when they are told of a child
 * context's saves.
 */
class ChosenInParentIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "after-commit" })
	void methodsOfAParentAreToldOfItsChildsSavesWhenTheyHaveChosenTo(String delivery) {
		try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Parent.class)
			.web(WebApplicationType.NONE)
			.properties("post-save.delivery=" + delivery, "spring.datasource.generate-unique-name=true")
			.child(BookshopApplication.class)
			.web(WebApplicationType.NONE)
			.run()) {
			Listeners listeners = child.getBean(Listeners.class);
			EntityManager entityManager = child.getBeanFactory().getBean(EntityManager.class);
			child.getBeanFactory().getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				entityManager.persist(new Book("one"));
				entityManager.flush();
				assertThat(listeners.told).containsExactly("now one");
				entityManager.persist(new Note("two"));
			});
			assertThat(listeners.told).containsExactly("now one", "later one", "list of 2");
		}
	}

	@Import({ BookshopApplication.class, Listeners.class })
	static class Parent {

	}

	static class Listeners {

		final List<String> told = new ArrayList<>();

		@EventListener
		@InTransaction
		void now(PostSaveEvent<Book> event) {
			this.told.add("now " + event.getEntity().getTitle());
		}

		@EventListener
		@AfterCommit
		void later(PostSaveEvent<Book> event) {
			this.told.add("later " + event.getEntity().getTitle());
		}

		@EventListener
		@AfterCommit
		void list(List<PostSaveEvent<?>> events) {
			this.told.add("list of " + events.size());
		}

	}

}
