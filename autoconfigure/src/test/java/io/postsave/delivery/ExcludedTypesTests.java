package io.postsave.delivery;

import java.util.List;

import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExcludedTypes}.
 */
class ExcludedTypesTests {

	@Test
	void nothingIsExcludedWithoutAName() {
		assertThat(new ExcludedTypes(List.of()).test(Book.class)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.postsave.delivery.FakeEntity$Book", "io.postsave.delivery.FakeEntity.Book",
			"io.postsave.delivery.FakeEntity", "io.postsave.delivery", "io.postsave", "io",
			"io.postsave.delivery.ExcludedTypesTests.Lent", "io.postsave.delivery.ExcludedTypesTests$Shelved" })
	void classIsExcludedWithASupertypeOrAPackage(String name) {
		assertThat(new ExcludedTypes(List.of("com.example", name))).accepts(LentBook.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.postsave.delivery.FakeEntity$Author", "io.postsave.deliver", "io.postsave.delivery.",
			"postsave", "Book", "io.postsave.delivery.ExcludedTypesTests",
			"io.postsave.delivery.ExcludedTypesTests$LentBook", "java.io.Serializable" })
	void classIsNotExcludedWithAnything(String name) {
		assertThat(new ExcludedTypes(List.of(name))).rejects(Book.class);
	}

	@Test
	void answerIsThatOfEachClass() {
		ExcludedTypes excluded = new ExcludedTypes(List.of(Book.class.getName()));
		assertThat(excluded).accepts(Book.class, LentBook.class, Book.class).rejects(Author.class, FakeEntity.class);
	}

	private interface Shelved {

	}

	private interface Lent extends Shelved {

	}

	private static final class LentBook extends Book implements Lent {

		LentBook() {
			super(1);
		}

	}

}
