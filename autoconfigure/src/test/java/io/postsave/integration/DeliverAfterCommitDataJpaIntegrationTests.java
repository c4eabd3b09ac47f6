package io.postsave.integration;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.test.TestPostSave;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.transaction.AfterTransaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of after-commit listeners in a slice whose transaction is rolled back.
 */
@DataJpaTest(properties = "post-save.delivery=after-commit")
@Import(Script.class)
class DeliverAfterCommitDataJpaIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@AfterTransaction
	void everythingIsRolledBack() {
		assertThat(this.entityManager.createQuery("from Book", Book.class).getResultList()).isEmpty();
		assertThat(this.entityManager.createQuery("from Note", Note.class).getResultList()).isEmpty();
	}

	@Test
	void nothingIsToldOfATestThatIsRolledBack() {
		this.entityManager.persist(new Book("one"));
		this.entityManager.flush();
		assertThat(this.script.heard()).isEmpty();
	}

	@Test
	void pendingSavesAreFlushedAndTold() {
		Book book = new Book("one");
		this.entityManager.persist(book);
		TestPostSave.deliverAfterCommit();
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(this.script.heard().get(0).getId()).isEqualTo(book.getId());
		assertThat(this.script.heard().get(0).getEntity()).isSameAs(book);
	}

	@Test
	void listenersSeeAndAddToWhatTheTestSaved() {
		this.script.onCreated(Book.class, (book) -> {
			Book found = this.entityManager.find(Book.class, book.getId());
			this.entityManager.persist(new Note("about " + found.getTitle()));
		});
		this.entityManager.persist(new Book("one"));
		TestPostSave.deliverAfterCommit();
		assertThat(this.script.lines()).containsExactly("+Book", "+Note");
		assertThat(this.entityManager.createQuery("from Note", Note.class).getResultList()).extracting(Note::getText)
			.containsExactly("about one");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

}
