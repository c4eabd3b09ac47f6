package io.postsave.integration.managers;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a transaction manager that is no bean, beside the one that Spring Boot makes.
 */
class UnhookedManagerIntegrationTests {

	@Test
	void savesAreToldInTheTransaction() {
		run("in-transaction", (store, transaction) -> {
			store.script().onCreated(Book.class, (book) -> store.entityManager().persist(new Note(book.getTitle())));
			transaction.executeWithoutResult((status) -> store.entityManager().persist(new Book("one")));
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			assertThat(notes(store)).containsExactly("one");
		});
	}

	@Test
	void savesAreToldAfterTheCommit() {
		run("after-commit", (store, transaction) -> {
			transaction.executeWithoutResult((status) -> {
				store.entityManager().persist(new Book("one"));
				store.entityManager().flush();
				assertThat(store.script().lines()).isEmpty();
			});
			assertThat(store.script().lines()).containsExactly("+Book");
		});
	}

	@Test
	void saveOfAListenerAfterTheCommitIsWritten() {
		run("after-commit", (store, transaction) -> {
			store.script()
				.onCreated(Book.class,
						(book) -> store.inTransaction((entityManager) -> entityManager.persist(new Note("by Boot's"))));
			store.script()
				.onCreated(Note.class, (note) -> transaction.executeWithoutResult(
						(status) -> store.entityManager().find(Note.class, note.getId()).setText("by its own")));
			transaction.executeWithoutResult((status) -> store.entityManager().persist(new Book("one")));
			assertThat(store.script().lines()).containsExactly("+Book", "+Note", "~Note");
			assertThat(notes(store)).containsExactly("by its own");
		});
	}

	@Test
	void phasesOfWhatAListenerSavesAfterTheCommitAreItsOwn() {
		run("after-commit", (store, transaction) -> {
			store.script()
				.onCreated(Note.class,
						(note) -> store.inTransaction((entityManager) -> entityManager.persist(new Book("of a note"))));
			transaction.executeWithoutResult((status) -> store.entityManager().persist(new Note("one")));
			assertThat(store.phases()).containsExactly("before of a note", "after of a note");
		});
	}

	@Test
	void rollbackIsNotTold() {
		run("after-commit", (store, transaction) -> {
			transaction.executeWithoutResult((status) -> {
				store.entityManager().persist(new Book("one"));
				store.entityManager().flush();
				status.setRollbackOnly();
			});
			store.save("two");
			assertThat(store.script().lines()).containsExactly("+Book");
			assertThat(store.titles()).containsExactly("two");
		});
	}

	@Test
	void transactionWithinOneOfBootsIsToldAtItsOwnCommit() {
		run("after-commit", (store, transaction) -> store.inTransaction((entityManager) -> {
			entityManager.persist(new Book("outer"));
			TransactionTemplate inner = new TransactionTemplate(
					Objects.requireNonNull(transaction.getTransactionManager()));
			inner.setPropagationBehaviorName("PROPAGATION_REQUIRES_NEW");
			inner.executeWithoutResult((status) -> store.entityManager().persist(new Note("inner")));
			assertThat(store.script().lines()).containsExactly("+Note");
		}));
	}

	private static List<String> notes(Bookstore store) {
		return store.entityManager().createQuery("select n.text from Note n", String.class).getResultList();
	}

	private static void run(String delivery, BiConsumer<Bookstore, TransactionTemplate> test) {
		new ApplicationContextRunner().withUserConfiguration(Bookstore.Application.class)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "post-save.delivery=" + delivery,
					"spring.datasource.hikari.maximum-pool-size=2")
			.run((context) -> test.accept(new Bookstore(context),
					new TransactionTemplate(new JpaTransactionManager(context.getBean(EntityManagerFactory.class)))));
	}

}
