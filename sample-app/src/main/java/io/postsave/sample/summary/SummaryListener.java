package io.postsave.sample.summary;

import io.postsave.PostSaveEvent;
import io.postsave.sample.books.Book;
import io.postsave.sample.books.BookRemoved;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Forgets the summary after the commit. Forgotten earlier, it would be counted again
 * without the new book by whoever reads it before the commit, and stay wrong.
 */
@Component
class SummaryListener {

	private final Summary summary;

	SummaryListener(Summary summary) {
		this.summary = summary;
	}

	@TransactionalEventListener
	@Order(2)
	void bookSaved(PostSaveEvent<Book> event) {
		this.summary.forget();
	}

	@TransactionalEventListener
	void bookRemoved(BookRemoved event) {
		this.summary.forget();
	}

}
