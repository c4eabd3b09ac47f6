package io.postsave.sample.books;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.postsave.sample.VisibleText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.ISBN;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What a client says of a book. Spaces around a value and hyphens within an ISBN say
 * nothing.
 *
 * @param title the title, required
 * @param author the author, if known
 * @param isbn the ISBN, if there is one; no two books have the same
 * @param genres the genres, if there are any
 */
record BookDetails(@NotBlank @Size(max = 200) @VisibleText String title,
		@Size(max = 100) @VisibleText @Nullable String author,
		@ISBN(type = ISBN.Type.ANY, message = "must be a valid ISBN of 10 or 13 digits") @Nullable String isbn,
		@Size(max = 10) Set<@Size(max = 50) @VisibleText String> genres) {

	@SuppressWarnings("NullAway") // what is missing is refused by its constraint or none
	BookDetails {
		title = (title != null) ? title.strip() : null;
		author = textOrNull(author);
		isbn = textOrNull((isbn != null) ? isbn.replace("-", "").replace(" ", "") : null);
		genres = Stream.ofNullable(genres)
			.flatMap(Set::stream)
			.map(BookDetails::textOrNull)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

	private static @Nullable String textOrNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value.strip() : null;
	}

	Book applyTo(Book book) {
		book.setTitle(this.title);
		book.setAuthor(this.author);
		book.setIsbn(this.isbn);
		book.setGenres(this.genres);
		return book;
	}

	Book toBook() {
		return applyTo(new Book(this.title, this.author));
	}

}
