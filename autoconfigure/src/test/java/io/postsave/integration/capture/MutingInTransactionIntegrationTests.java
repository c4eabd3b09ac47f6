package io.postsave.integration.capture;

import io.postsave.bookshop.Book;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of muting with delivery in the transaction.
 */
@Tag("smoke")
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class MutingInTransactionIntegrationTests extends AbstractMutingIntegrationTests {

	@Test
	void whatWasSavedBeforeTheBlockIsToldBeforeItBegins() {
		inTransaction(() -> {
			persist(new Book("before"));
			this.events.mute(() -> assertThat(heard()).containsExactly("+before"));
		});
		assertThat(heard()).containsExactly("+before");
	}

}
