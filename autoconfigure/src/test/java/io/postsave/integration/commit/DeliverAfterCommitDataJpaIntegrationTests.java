package io.postsave.integration.commit;

import java.io.IOException;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.delivery.EndlessSavesException;
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
import org.springframework.test.context.transaction.TestTransaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

	@Test
	void failureOfAListenerIsThrownWhenAllHaveBeenTold() {
		this.script.onCreated(Book.class, (book) -> {
			throw new IllegalArgumentException("refused " + book.getTitle());
		});
		this.entityManager.persist(new Book("one"));
		this.entityManager.persist(new Book("two"));
		this.entityManager.persist(new Note("three"));
		assertThatIllegalArgumentException().isThrownBy(TestPostSave::deliverAfterCommit)
			.withMessage("refused one")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
				.isInstanceOf(IllegalArgumentException.class)
				.hasToString("java.lang.IllegalArgumentException: refused two"));
		assertThat(this.script.lines()).containsExactly("+Book", "+Book", "+Note");
	}

	@Test
	void assertionOfAListenerFailsTheTest() {
		this.script.onCreated(Book.class, (book) -> assertThat(book.getTitle()).isEqualTo("two"));
		this.entityManager.persist(new Book("one"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(TestPostSave::deliverAfterCommit)
			.withMessageContaining("two");
	}

	@Test
	void checkedExceptionOfAListenerIsThrownAsItIs() {
		this.script.onCreated(Book.class, (book) -> throwAs(new IOException("checked")));
		this.entityManager.persist(new Book("one"));
		assertThatExceptionOfType(IOException.class).isThrownBy(TestPostSave::deliverAfterCommit);
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> void throwAs(Throwable failure) throws E {
		throw (E) failure;
	}

	@Test
	void failureOfAListenerIsThrownThoughTheNextFlushFails() {
		this.script.onCreated(Book.class, (book) -> {
			Note note = new Note("other");
			this.entityManager.persist(new Note("same"));
			this.entityManager.persist(note);
			note.setText("same");
			throw new IllegalArgumentException("refused");
		});
		this.entityManager.persist(new Book("one"));
		assertThatIllegalArgumentException().isThrownBy(TestPostSave::deliverAfterCommit)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isNotEmpty());
		TestTransaction.end();
	}

	@Test
	void endlessListenersFailTheTest() {
		this.script.onCreated(Book.class, (book) -> this.entityManager.persist(new Book("next")));
		this.entityManager.persist(new Book("one"));
		assertThatExceptionOfType(EndlessSavesException.class).isThrownBy(TestPostSave::deliverAfterCommit)
			.withMessageContaining("64")
			.withMessageContaining("Script.on")
			.withMessageContaining("post-save.max-rounds");
		assertThat(this.script.lines()).hasSize(64);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

}
