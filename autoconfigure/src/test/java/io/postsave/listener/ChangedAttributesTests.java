package io.postsave.listener;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.sun.management.ThreadMXBean;
import io.postsave.AttributeChange;
import io.postsave.WriteDetails;
import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.test.TestPostSave;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.annotation.AliasFor;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ChangedAttributes}.
 */
class ChangedAttributesTests {

	private final ChangedAttributes changed = of("titleOrOwner");

	@Test
	void namesAreThoseOfTheAnnotation() {
		assertThat(of("titleOrOwner").names()).containsExactly("title", "owner");
	}

	@Test
	void namesAreThoseOfAComposedAnnotation() {
		assertThat(of("composed").names()).containsExactly("author", "title");
		assertThat(of("composedWithDefault").names()).containsExactly("status");
	}

	@Test
	void methodThatNamesNoneHasNone() {
		assertThat(ChangedAttributes.of(method("plain"))).isNull();
		assertThat(ChangedAttributes.of(method("empty"))).isNull();
	}

	@Test
	void eventIsAskedForTheAttributesThatItsEntityHasAlone() {
		this.changed.learn(StubEntity.of(Book.class, "author", "title"));
		this.changed.learn(StubEntity.of(Account.class, "owner"));
		this.changed.learn(StubEntity.of(Note.class, "text"));
		Asked asked = new Asked(Set.of("owner"));
		assertThat(this.changed.isAnyChangedBy(event(new Book("one"), "default", asked))).isFalse();
		assertThat(asked.names).containsExactly("title");
		assertThat(this.changed.isAnyChangedBy(event(new Account("1", "Ann"), "default", asked))).isTrue();
		assertThat(asked.names).containsExactly("title", "owner");
		assertThat(this.changed.isAnyChangedBy(event(new Note("one"), "default", asked))).isFalse();
		assertThat(asked.names).containsExactly("title", "owner");
	}

	@Test
	void attributesAreThoseThatTheEntityHasInItsUnit() {
		this.changed.learn(new StubEntity(Book.class, "shop", List.of("title")));
		this.changed.learn(new StubEntity(Book.class, "archive", List.of("owner")));
		Asked asked = new Asked(Set.of());
		this.changed.isAnyChangedBy(event(new Book("one"), "archive", asked));
		this.changed.isAnyChangedBy(event(new Book("one"), "shop", asked));
		assertThat(asked.names).containsExactly("owner", "title");
	}

	@Test
	void firstAttributeThatHasChangedIsEnough() {
		this.changed.learn(StubEntity.of(Book.class, "owner", "title"));
		Asked asked = new Asked(Set.of("title", "owner"));
		assertThat(this.changed.isAnyChangedBy(event(new Book("one"), "default", asked))).isTrue();
		assertThat(asked.names).containsExactly("title");
	}

	@Test
	void eventOfNoUnitHasNotChangedWhatItsEntityDoesNotHave() {
		Book book = new Book("one");
		assertThat(this.changed.isAnyChangedBy(TestPostSave.created(book, 1L))).isTrue();
		assertThat(this.changed
			.isAnyChangedBy(TestPostSave.updated(book, 1L, Map.of("author", new AttributeChange(null, "Ann")))))
			.isFalse();
		assertThat(this.changed.isAnyChangedBy(TestPostSave.created(new Note("one"), 1L))).isFalse();
	}

	@Test
	void nothingIsUnknownAsLongAsNoEntityIsHeard() {
		assertThat(this.changed.unknownNames()).isEmpty();
	}

	@Test
	void nameIsKnownIfAnyEntityHasIt() {
		this.changed.learn(StubEntity.of(Note.class, "text"));
		assertThat(this.changed.unknownNames()).containsExactly("title", "owner");
		this.changed.learn(StubEntity.of(Book.class, "title"));
		assertThat(this.changed.unknownNames()).containsExactly("owner");
		this.changed.learn(StubEntity.of(Account.class, "owner"));
		assertThat(this.changed.unknownNames()).isEmpty();
	}

	@Test
	void adviceListsWhatEachEntityHasAndWhatANameIsInstead() {
		this.changed.learn(StubEntity.of(Note.class, "text"));
		this.changed.learn(new StubEntity(Book.class, "shop", List.of("author", "title")));
		this.changed.learn(new StubEntity(Book.class, "archive", List.of("title")));
		assertThat(this.changed.adviceOn(List.of("version", "colour")))
			.isEqualTo("'version' is the version of Book. It can hear io.postsave.bookshop.Book in persistence unit "
					+ "'archive', which has: title; io.postsave.bookshop.Book in persistence unit 'shop', which has: "
					+ "author, title; io.postsave.bookshop.Note in persistence unit 'default', which has: text.");
	}

	@Test
	void eventThatChangedNothingNamedAllocatesNothing() {
		this.changed.learn(StubEntity.of(Book.class, "owner", "title"));
		PostSaveEvent<?> event = event(new Book("one"), "default", new Never());
		ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		this.changed.isAnyChangedBy(event);
		long before = thread.getCurrentThreadAllocatedBytes();
		boolean any = false;
		for (int i = 0; i < 1000; i++) {
			any |= this.changed.isAnyChangedBy(event);
		}
		assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
		assertThat(any).isFalse();
	}

	@SuppressWarnings("unchecked")
	private static <T> PostSaveEvent<T> event(T entity, String unit, WriteDetails changes) {
		return new PostSaveEvent.Updated<>(entity, (Class<T>) entity.getClass(), 1L, unit, changes);
	}

	private static ChangedAttributes of(String method) {
		return Objects.requireNonNull(ChangedAttributes.of(method(method)));
	}

	private static Method method(String name) {
		return ReflectionUtils.getUniqueDeclaredMethods(Listeners.class,
				(candidate) -> candidate.getName().equals(name))[0];
	}

	static class Listeners {

		@WhenChanged({ "title", "owner" })
		void titleOrOwner(PostSaveEvent<?> event) {
		}

		@OfBooks(attributes = { "author", "title" })
		void composed(PostSaveEvent<?> event) {
		}

		@OfStatus
		void composedWithDefault(PostSaveEvent<?> event) {
		}

		void plain(PostSaveEvent<?> event) {
		}

		@WhenChanged({})
		void empty(PostSaveEvent<?> event) {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@WhenChanged({})
	@interface OfBooks {

		@AliasFor(annotation = WhenChanged.class, attribute = "value")
		String[] attributes();

	}

	@Retention(RetentionPolicy.RUNTIME)
	@WhenChanged("status")
	@interface OfStatus {

	}

	/**
	 * Changes that remember what they were asked for.
	 */
	private static final class Asked extends Never {

		private final List<String> names = new ArrayList<>();

		private final Set<String> changed;

		Asked(Set<String> changed) {
			this.changed = changed;
		}

		@Override
		public boolean contains(String attribute) {
			this.names.add(attribute);
			return this.changed.contains(attribute);
		}

	}

	/**
	 * No changes.
	 */
	private static class Never implements WriteDetails {

		@Override
		public @Nullable Object version() {
			return null;
		}

		@Override
		public UUID eventId() {
			throw new IllegalStateException("Nobody has asked for the id");
		}

		@Override
		public boolean isKnown() {
			return true;
		}

		@Override
		public Map<String, AttributeChange> toMap() {
			throw new IllegalStateException("Nobody has asked for the changes");
		}

		@Override
		public boolean contains(String attribute) {
			return false;
		}

	}

}
