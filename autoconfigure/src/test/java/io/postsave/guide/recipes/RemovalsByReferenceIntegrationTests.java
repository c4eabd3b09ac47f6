package io.postsave.guide.recipes;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the recipe of the search index with rows of which nothing is known when they
 * are removed. Bean Validation has to be off, as it has Hibernate load them.
 */
@SpringBootTest(classes = { Library.class, BookIndexer.class, RecipesIntegrationTests.Surroundings.class },
		properties = { "spring.datasource.generate-unique-name=true",
				"spring.jpa.properties.jakarta.persistence.validation.mode=none" })
class RemovalsByReferenceIntegrationTests {

	@Test
	void bookLeavesTheIndex(@Autowired EntityManager entityManager, @Autowired BookRepository books,
			@Autowired PlatformTransactionManager transactionManager,
			@Autowired RecipesIntegrationTests.Surroundings surroundings) {
		Book book = books.save(new Book("one", null));
		assertThat(surroundings.found()).containsExactly("one");
		new TransactionTemplate(transactionManager).executeWithoutResult(
				(status) -> entityManager.remove(entityManager.getReference(Book.class, book.getId())));
		assertThat(books.count()).isZero();
		assertThat(surroundings.found()).isEmpty();
	}

}
