package io.postsave.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.PostSaveEvents;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Address;
import io.postsave.bookshop.Book;
import io.postsave.library.catalog.Reader;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.test.context.TestExecutionListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of the events that {@link TestPostSave} makes, with no Spring around them.
 */
class TestPostSaveTests {

	private final Book book = new Book("one");

	@Test
	void createdEventTellsOfItsEntity() {
		PostSaveEvent.Created<Book> event = TestPostSave.created(this.book, 7L);
		assertThat(event.getEntity()).isSameAs(this.book);
		assertThat(event.getEntityType()).isEqualTo(Book.class);
		assertThat(event.getId()).isEqualTo(7L);
		assertThat(event.isCreated()).isTrue();
		assertThat(event.isChangesKnown()).isTrue();
		assertThat(event.getPersistenceUnit()).isEqualTo("default");
	}

	@Test
	void createdEventMayHaveNoIdentifier() {
		assertThat(TestPostSave.created(this.book, null).getId()).isNull();
	}

	@Test
	void changesOfACreatedEntityAreItsFieldsThatAreNotNull() {
		PostSaveEvent<Book> event = TestPostSave.created(this.book, 7L);
		assertThat(event.getChanges()).containsExactly(Map.entry("title", new AttributeChange(null, "one")));
		assertThat(event.hasChanged("title")).isTrue();
		assertThat(event.hasChanged("author")).isFalse();
	}

	@Test
	void identifierAndVersionOfACreatedEntityAreNoChanges() {
		Account account = new Account("a", "Ada");
		account.setVersion(3);
		account.getTags().add("new");
		account.setAddress(new Address("Main Street", "London"));
		PostSaveEvent<Account> event = TestPostSave.created(account, "a");
		assertThat(event.getChanges()).containsOnlyKeys("owner", "address", "tags");
		assertThat(event.hasChanged("tags")).isTrue();
		assertThat(event.getVersion()).isEqualTo(3);
	}

	@Test
	void whetherIdentifierVersionOrInverseCollectionChangedIsAnErrorThatSaysWhy() {
		PostSaveEvent<Account> event = TestPostSave.created(new Account("a", "Ada"), "a");
		assertThatIllegalArgumentException().isThrownBy(() -> event.hasChanged("id"))
			.withMessageContaining("'id' is the identifier")
			.withMessageContaining(Account.class.getName());
		assertThatIllegalArgumentException().isThrownBy(() -> event.hasChanged("version"))
			.withMessageContaining("'version' is the version");
		PostSaveEvent<Reader> reader = TestPostSave.created(new Reader("Ann"), 1L);
		assertThatIllegalArgumentException().isThrownBy(() -> reader.hasChanged("cards"))
			.withMessageContaining("'cards' is an inverse collection");
		assertThat(reader.hasChanged("nicknames")).isFalse();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TestPostSave.updated(this.book, 7L, Map.of("id", new AttributeChange(1L, 2L))))
			.withMessageContaining("'id' is the identifier");
	}

	@Test
	void changesOfACreatedEntityAreOfTheMomentTheEventIsMade() {
		PostSaveEvent<Book> event = TestPostSave.created(this.book, 7L);
		this.book.setTitle("two");
		assertThat(event.getChanges()).containsEntry("title", new AttributeChange(null, "one"));
	}

	@Test
	void updatedEventTellsOfItsEntityAndChanges() {
		PostSaveEvent.Updated<Book> event = TestPostSave.updated(this.book, 7L,
				Map.of("author", new AttributeChange("Ada", null)));
		assertThat(event.getEntity()).isSameAs(this.book);
		assertThat(event.getEntityType()).isEqualTo(Book.class);
		assertThat(event.getId()).isEqualTo(7L);
		assertThat(event.isCreated()).isFalse();
		assertThat(event.isChangesKnown()).isTrue();
		assertThat(event.getChanges()).containsExactly(Map.entry("author", new AttributeChange("Ada", null)));
		assertThat(event.hasChanged("author")).isTrue();
		assertThat(event.hasChanged("title")).isFalse();
	}

	@Test
	void changesCannotBeModified() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> TestPostSave.created(this.book, 7L).getChanges().clear());
	}

	@Test
	void askingForAnAttributeThatDoesNotExistFailsAndListsThoseThatDo() {
		PostSaveEvent<Book> created = TestPostSave.created(this.book, 7L);
		PostSaveEvent<Book> updated = TestPostSave.updated(this.book, 7L, Map.of());
		assertThatIllegalArgumentException().isThrownBy(() -> created.hasChanged("titel"))
			.withMessageContaining("'titel'")
			.withMessageContaining("author, id, title");
		assertThatIllegalArgumentException().isThrownBy(() -> updated.hasChanged("titel"))
			.withMessageContaining("'titel'");
	}

	@Test
	void changeOfAnAttributeThatDoesNotExistIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TestPostSave.updated(this.book, 7L, Map.of("titel", new AttributeChange("one", "two"))))
			.withMessageContaining("'titel' is no attribute of " + Book.class.getName());
	}

	@Test
	void eventsResolveAsThoseThatAreTold() {
		assertThat(TestPostSave.created(this.book, 7L).getResolvableType())
			.isEqualTo(ResolvableType.forClassWithGenerics(PostSaveEvent.Created.class, Book.class));
	}

	@Test
	void listenerIsTestedByCallingIt() {
		Shelf shelf = new Shelf();
		shelf.bookCreated(TestPostSave.created(this.book, 7L));
		shelf.bookUpdated(TestPostSave.updated(this.book, 7L, Map.of("title", new AttributeChange("zero", "one"))));
		shelf.bookUpdated(TestPostSave.updated(this.book, 7L, Map.of()));
		assertThat(shelf.labels).containsExactly("7: one", "7 is now one");
	}

	@Test
	void deliveryWithoutARunningSpringTestFails() {
		assertThatIllegalStateException().isThrownBy(TestPostSave::deliverAfterCommit)
			.withMessageContaining("@Transactional")
			.withMessageContaining("@DataJpaTest");
	}

	@Test
	void applicationStartsWithoutSpringTest() {
		new ApplicationContextRunner()
			.withClassLoader(new FilteredClassLoader(TestExecutionListener.class.getPackageName()))
			.withPropertyValues("post-save.delivery=after-commit", "spring.datasource.generate-unique-name=true")
			.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(PostSaveEvents.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	static class Application {

	}

	private static final class Shelf {

		private final List<String> labels = new ArrayList<>();

		void bookCreated(PostSaveEvent.Created<Book> event) {
			this.labels.add(event.getId() + ": " + event.getEntity().getTitle());
		}

		void bookUpdated(PostSaveEvent.Updated<Book> event) {
			if (event.hasChanged("title")) {
				this.labels.add(event.getId() + " is now " + event.getEntity().getTitle());
			}
		}

	}

}
