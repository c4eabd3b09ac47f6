package io.postsave.integration.failures;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.integration.support.BookshopApplication;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the default error handler.
 */
@SpringBootTest(classes = BookshopApplication.class, properties = "post-save.delivery=after-commit")
@Import(DefaultErrorHandlerIntegrationTests.Failing.class)
@ExtendWith(OutputCaptureExtension.class)
class DefaultErrorHandlerIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Test
	void failureIsLoggedWithoutTheContentOfTheEntity(CapturedOutput output) {
		Account account = new Account("account 7", "a secret");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(account));
		this.transaction.executeWithoutResult(
				(status) -> this.entityManager.find(Account.class, "account 7").setOwner("another secret"));
		assertThat(output.getOut().lines().filter((line) -> line.contains("ERROR"))).satisfiesExactly(
				(line) -> assertThat(line).contains("Failing.on(io.postsave.PostSaveEvent)")
					.contains("created " + Account.class.getName() + " with id account 7")
					.contains("persistence unit 'default'"),
				(line) -> assertThat(line).contains("updated " + Account.class.getName() + " with id account 7"));
		assertThat(output).contains("java.lang.IllegalStateException: refused").doesNotContain("secret");
	}

	@Test
	void callerIsUnaffected(CapturedOutput output) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("one")));
		assertThat(output).contains("created " + Book.class.getName());
	}

	static class Failing {

		@EventListener
		void on(PostSaveEvent<?> event) {
			throw new IllegalStateException("refused");
		}

	}

}
