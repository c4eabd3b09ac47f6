package io.postsave.sample.books;

import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * A book as clients see it.
 *
 * @param id its identifier
 * @param version what it must still have when it is changed
 * @param title the title
 * @param author the author, if known
 * @param isbn the ISBN, if there is one
 * @param genres the genres
 */
record BookView(@Nullable Long id, long version, String title, @Nullable String author, @Nullable String isbn,
		SortedSet<String> genres) {

	static BookView of(Book book) {
		return new BookView(book.getId(), book.getVersion(), book.getTitle(), book.getAuthor(), book.getIsbn(),
				new TreeSet<>(book.getGenres()));
	}

}
