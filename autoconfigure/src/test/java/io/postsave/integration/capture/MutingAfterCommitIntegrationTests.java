package io.postsave.integration.capture;

import java.util.Map;
import java.util.function.Consumer;

import io.postsave.AttributeChange;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of muting with delivery after the commit.
 */
@Tag("smoke")
class MutingAfterCommitIntegrationTests extends AbstractMutingIntegrationTests {

	@Test
	void mutedUpdateIsNotMerged() {
		inTransaction(() -> {
			Book book = new Book("one");
			persist(book);
			this.events.mute(() -> book.setTitle("two"));
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(only().getChanges()).containsExactly(changed("title", null, "one"));
	}

	@Test
	void onlyToldChangesAreMerged() {
		change((found) -> {
			found.setTitle("2");
			flush();
			this.events.mute(() -> found.setTitle("3"));
			found.setAuthor("b");
		});
		assertThat(heard()).containsExactly("~3");
		assertThat(only().getChanges()).containsExactly(changed("author", "a", "b"), changed("title", "1", "2"));
	}

	@Test
	void attributeThatIsMutedInBetweenIsToldFromItsFirstOldToItsLastNewToldValue() {
		change((found) -> {
			found.setTitle("2");
			this.events.mute(() -> {
				found.setTitle("3");
				found.setAuthor("b");
			});
			found.setTitle("4");
		});
		assertThat(only().getChanges()).containsExactly(changed("title", "1", "4"));
		assertThat(only().hasChanged("author")).isFalse();
	}

	@Test
	void attributeThatIsMutedFirstIsToldFromItsMutedValue() {
		change((found) -> {
			found.setAuthor("b");
			this.events.mute(() -> found.setTitle("2"));
			found.setTitle("3");
			this.events.mute(() -> found.setTitle("4"));
			flush();
			found.setAuthor("c");
		});
		assertThat(only().getChanges()).containsExactly(changed("author", "a", "c"), changed("title", "2", "3"));
	}

	@Test
	void attributeThatWasTakenBackBeforeTheBlockIsToldFromItsFirstOldValue() {
		change((found) -> {
			found.setTitle("2");
			flush();
			found.setTitle("1");
			this.events.mute(() -> found.setTitle("5"));
			found.setTitle("6");
		});
		assertThat(only().getChanges()).containsExactly(changed("title", "1", "6"));
	}

	@Test
	void attributeWhoseLastToldValueIsItsFirstIsNoChange() {
		change((found) -> {
			found.setTitle("2");
			this.events.mute(() -> found.setTitle("3"));
			found.setTitle("1");
		});
		assertThat(heard()).containsExactly("~1");
		assertThat(only().getChanges()).isEmpty();
	}

	@Test
	void createdRowIsToldWithItsToldValues() {
		inTransaction(() -> {
			Book book = new Book("1");
			persist(book);
			this.events.mute(() -> {
				book.setTitle("2");
				book.setAuthor("muted");
			});
			flush();
			book.setTitle("3");
		});
		assertThat(heard()).containsExactly("+3");
		assertThat(only().getChanges()).containsExactly(changed("title", null, "3"));
	}

	@Test
	void createdAttributeThatIsClearedInTheBlockKeepsItsToldValue() {
		inTransaction(() -> {
			Book book = new Book("1", "a");
			persist(book);
			this.events.mute(() -> book.setAuthor(null));
			book.setTitle("2");
		});
		assertThat(only().getChanges()).containsExactly(changed("author", null, "a"), changed("title", null, "2"));
	}

	@Test
	void mutedChangesAreNotToldAfterAClear() {
		Book book = new Book("1", "a");
		saved(book);
		inTransaction(() -> {
			find(book).setTitle("2");
			flush();
			clear();
			this.events.mute(() -> find(book).setTitle("3"));
			clear();
			find(book).setAuthor("b");
		});
		assertThat(only().getChanges()).containsExactly(changed("author", "a", "b"), changed("title", "1", "2"));
	}

	@Test
	void mutedChangesOfAnEmbeddedAttributeAreNotTold() {
		Account account = new Account("a", "Ann");
		account.setAddress(new Address("street", "1"));
		saved(account);
		inTransaction(() -> {
			Account found = this.entityManager.find(Account.class, "a");
			found.setOwner("Bob");
			this.events.mute(() -> found.getAddress().setCity("2"));
			found.setOwner("Eve");
		});
		assertThat(only().getChanges()).containsExactly(changed("owner", "Ann", "Eve"));
	}

	@Test
	void changesOfATypeThatOnlyNestedBlocksMuteAreToldWithoutTheirs() {
		change((found) -> {
			found.setTitle("2");
			this.events.mute(Note.class, () -> {
				found.setTitle("3");
				this.events.mute(Book.class, () -> found.setTitle("4"));
				found.setAuthor("b");
			});
			this.events.mute(Object.class, () -> found.setAuthor("c"));
		});
		assertThat(only().getChanges()).containsExactly(changed("author", "a", "b"), changed("title", "1", "3"));
	}

	@Test
	void mutedRemovalAndCreationLeaveWhatIsToldBehindThem() {
		saved(new Account("a", "Ann"));
		inTransaction(() -> {
			Account found = this.entityManager.find(Account.class, "a");
			found.setOwner("Bob");
			this.events.mute(() -> {
				this.entityManager.remove(found);
				flush();
				persist(new Account("a", "Eve"));
			});
			this.entityManager.find(Account.class, "a").setOwner("Zoe");
		});
		assertThat(heard()).containsExactly("~a");
		assertThat(only().getChanges()).containsExactly(changed("owner", "Eve", "Zoe"));
	}

	@Test
	void updatedBeforeAndRemovedInTheBlockIsNotTold() {
		Book book = new Book("1");
		saved(book);
		inTransaction(() -> {
			Book found = find(book);
			found.setTitle("2");
			this.events.mute(() -> this.entityManager.remove(found));
		});
		assertThat(heard()).isEmpty();
		assertThat(stored(Book.class)).isEmpty();
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

	/**
	 * Changes, in a transaction of its own, the book "1" by "a", which another has saved.
	 */
	private void change(Consumer<Book> change) {
		Book book = new Book("1", "a");
		saved(book);
		inTransaction(() -> change.accept(find(book)));
	}

	private Book find(Book book) {
		return this.entityManager.find(Book.class, book.getId());
	}

	private static Map.Entry<String, AttributeChange> changed(String attribute, @Nullable Object oldValue,
			@Nullable Object newValue) {
		return entry(attribute, new AttributeChange(oldValue, newValue));
	}

}
