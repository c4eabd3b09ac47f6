package io.postsave.integration;

import io.postsave.AttributeChange;
import io.postsave.bookshop.Book;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of muting with delivery after the commit.
 */
class MutingAfterCommitIntegrationTests extends AbstractMutingIntegrationTests {

	@Test
	void mutedUpdateIsNotMerged() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			this.events.mute(() -> book.setTitle("two"));
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(only().getChanges()).containsExactly(entry("title", new AttributeChange(null, "one")));
	}

	@Test
	void savedBeforeAndRemovedInTheBlockIsNotTold() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			this.events.mute(() -> this.entityManager.remove(book));
		});
		assertThat(heard()).isEmpty();
		assertThat(stored(Book.class)).isEmpty();
	}

	@Test
	void saveOfALaterTransactionIsTold() {
		Book book = new Book("one");
		this.events.mute(() -> inTransaction(() -> persist(book)));
		inTransaction(() -> this.entityManager.find(Book.class, book.getId()).setTitle("two"));
		assertThat(heard()).containsExactly("~two");
	}

}
