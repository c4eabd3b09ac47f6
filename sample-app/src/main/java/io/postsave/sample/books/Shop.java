package io.postsave.sample.books;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

/**
 * Keeps the books. It saves them and does not say so to anybody.
 */
@Service
@Transactional
class Shop {

	private final BookRepository books;

	private final ApplicationEventPublisher events;

	Shop(BookRepository books, ApplicationEventPublisher events) {
		this.books = books;
		this.events = events;
	}

	Book add(BookDetails details) {
		return this.books.save(details.toBook());
	}

	Book change(long id, BookDetails details) {
		return details.applyTo(find(id));
	}

	void remove(long id) {
		this.books.delete(find(id));
		this.events.publishEvent(new BookRemoved(id));
	}

	private Book find(long id) {
		return this.books.findById(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no book " + id));
	}

}
