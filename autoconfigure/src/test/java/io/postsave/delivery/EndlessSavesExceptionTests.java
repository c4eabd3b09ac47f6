package io.postsave.delivery;

import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndlessSavesException}.
 */
class EndlessSavesExceptionTests {

	@Test
	void messageInTheTransactionNamesUnitCulpritAndRemedy() {
		assertThat(EndlessSavesException.inTransaction(64, "stock", "com.example.Book (told to Index.book)"))
			.hasMessageStartingWith("Listeners still caused saves after 64 rounds in persistence unit 'stock': "
					+ "com.example.Book (told to Index.book).")
			.hasMessageContaining("PostSaveEvent.hasChanged or isCreated")
			.hasMessageContaining("'post-save.max-rounds'");
	}

	@Test
	void messageBeforeTheCommitNamesWhoIsToldAndTheRemedy() {
		assertThat(EndlessSavesException.beforeCommit(64))
			.hasMessageStartingWith(
					"Synchronizations still caused others to be registered after 64 rounds before the " + "commit")
			.hasMessageContaining("BEFORE_COMMIT listener")
			.hasMessageEndingWith("must come to an end.");
	}

	@Test
	void messageAfterTheCommitNamesListenerEventAndRemedy() {
		assertThat(
				EndlessSavesException.afterCommit(64, WriteEvents.eventFor(FakeRow.updated(new Book(7))), "Index.book"))
			.hasMessageStartingWith("Listener Index.book was not told of "
					+ "PostSaveEvent.Updated<Book>[id=7, persistenceUnit=unit]: it would be the end of a chain of more "
					+ "than 64 commits")
			.hasMessageContaining("PostSaveEvent.hasChanged or isCreated")
			.hasMessageContaining("'post-save.max-rounds'");
	}

}
