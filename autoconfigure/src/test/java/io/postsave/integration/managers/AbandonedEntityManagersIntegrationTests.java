package io.postsave.integration.managers;

import java.lang.ref.WeakReference;
import java.time.Duration;

import io.postsave.bookshop.Note;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of entity managers that the application opens and never ends.
 */
class AbandonedEntityManagersIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "in-transaction", "after-commit" })
	void entitiesDoNotStayWithTheThread(String delivery) {
		new ApplicationContextRunner().withUserConfiguration(Bookstore.Application.class)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "post-save.delivery=" + delivery)
			.run((context) -> {
				WeakReference<Note> note = abandon(context.getBean(EntityManagerFactory.class), "abandoned");
				await().atMost(Duration.ofSeconds(20)).until(() -> {
					System.gc();
					return note.refersTo(null);
				});
				Bookstore store = new Bookstore(context);
				store.inTransaction((entityManager) -> entityManager.persist(new Note("next")));
				assertThat(store.script().lines()).containsExactly("+Note");
			});
	}

	private static WeakReference<Note> abandon(EntityManagerFactory entityManagerFactory, String text) {
		EntityManager abandoned = entityManagerFactory.createEntityManager();
		abandoned.getTransaction().begin();
		Note note = new Note(text);
		abandoned.persist(note);
		return new WeakReference<>(note);
	}

}
