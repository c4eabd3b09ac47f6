package io.postsave.sample.summary;

import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import io.postsave.sample.books.Book;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Forgets the summary after the commit, once for all books that a transaction wrote.
 * Forgotten earlier, it would be counted again without the new book by whoever reads it
 * before the commit, and stay wrong.
 */
@Component
class SummaryListener {

	private final Summary summary;

	SummaryListener(Summary summary) {
		this.summary = summary;
	}

	@EventListener
	@AfterCommit
	@Order(1)
	void booksAdded(List<PostSaveEvent.Created<Book>> events) {
		this.summary.forget();
	}

	@EventListener
	@AfterCommit
	@WhenChanged("author")
	@Order(1)
	void authorsChanged(List<PostSaveEvent.Updated<Book>> events) {
		this.summary.forget();
	}

	@EventListener
	@AfterCommit
	@Order(1)
	void booksDeleted(List<PostDeleteEvent<Book>> events) {
		this.summary.forget();
	}

}
