package io.postsave.guide.reference;

import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.postsave.AttributeChange;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the listener methods of the reference are told of what it says.
 */
@SpringBootTest(classes = { Library.class, BookListeners.class },
		properties = "spring.datasource.generate-unique-name=true")
class BookListenersIntegrationTests {

	@Autowired
	EntityManager entityManager;

	@Autowired
	BookListeners listeners;

	TransactionTemplate transaction;

	Book book = new Book(null, "S1");

	@BeforeEach
	void saveBook(@Autowired PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager);
		this.book.getGenres().add("novel");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(this.book));
		this.listeners.told.clear();
	}

	@Test
	void deletionHasWhatTheRowHeld() {
		change((found) -> {
			found.setShelf("S2");
			this.entityManager.remove(found);
		});
		assertThat(this.listeners.told).containsExactly(new AttributeChange("S1", null));
	}

	@Test
	void collectionIsAnAttributeOfItsOwner() {
		change((found) -> found.getGenres().add("classic"));
		assertThat(this.listeners.told)
			.containsExactly(new AttributeChange(Set.of("novel"), Set.of("novel", "classic")));
	}

	@Test
	void otherSideOfAnInverseCollectionIsTold() {
		change((found) -> {
			Author author = new Author("Ada");
			this.entityManager.persist(author);
			found.setAuthor(author);
			this.entityManager.flush();
			assertThat(this.listeners.told).containsExactly("moved");
		});
		assertThat(this.listeners.told).containsExactly("moved", "committed");
	}

	private void change(Consumer<Book> change) {
		this.transaction.executeWithoutResult((status) -> change
			.accept(this.entityManager.find(Book.class, Objects.requireNonNull(this.book.getId()))));
	}

}
