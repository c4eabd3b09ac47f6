package io.postsave.sample.books;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * Keeps the books. It saves and deletes them and does not say so to anybody.
 */
@Service
@Transactional
class Shop {

	private final BookRepository books;

	Shop(BookRepository books) {
		this.books = books;
	}

	Book add(BookDetails details) {
		return this.books.save(details.toBook());
	}

	Book change(long id, BookDetails details) {
		return details.applyTo(find(id));
	}

	void remove(long id) {
		this.books.delete(find(id));
	}

	private Book find(long id) {
		return this.books.findById(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no book " + id));
	}

}
