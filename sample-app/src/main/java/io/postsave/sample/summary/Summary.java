package io.postsave.sample.summary;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * The number of books by author, counted once and then kept until it is forgotten. It is
 * synchronized, so that what was counted before a write never replaces what was forgotten
 * after it.
 */
@Component
class Summary {

	private static final String CACHE = "summary";

	private static final String KEY = "'booksByAuthor'";

	private static final Limit SHOWN = Limit.of(10);

	private final AuthorRepository authors;

	Summary(AuthorRepository authors) {
		this.authors = authors;
	}

	@Cacheable(cacheNames = CACHE, key = KEY, sync = true)
	BooksByAuthor booksByAuthor() {
		return new BooksByAuthor(this.authors.count(), this.authors.countBooksByAuthor(SHOWN));
	}

	@CacheEvict(cacheNames = CACHE, key = KEY)
	void forget() {
	}

}
