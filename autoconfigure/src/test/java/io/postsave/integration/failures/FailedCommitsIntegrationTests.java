package io.postsave.integration.failures;

import io.postsave.bookshop.Book;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of transactions that do not commit on H2.
 */
@Tag("smoke")
class FailedCommitsIntegrationTests extends AbstractFailedCommitsIntegrationTests {

	@Test
	void explicitFlushOfAReadOnlyTransactionIsTold() {
		TransactionTemplate readOnly = new TransactionTemplate(this.transactionManager);
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			persist(new Book("flushed"));
			flush();
			persist(new Book("not flushed"));
		});
		assertThat(heard()).containsExactly("+flushed");
		assertThat(stored(Book.class)).containsExactly("flushed");
	}

}
