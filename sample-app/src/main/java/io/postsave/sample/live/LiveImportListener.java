package io.postsave.sample.live;

import io.postsave.sample.books.BookRemoved;
import io.postsave.sample.books.ImportProgressed;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Shows what the shop itself tells: that a book was removed, and how far an import is.
 */
@Component
class LiveBooksListener {

	private final LiveStream stream;

	LiveBooksListener(LiveStream stream) {
		this.stream = stream;
	}

	@TransactionalEventListener
	void removed(BookRemoved event) {
		this.stream.sendPassing("removed", event);
	}

	@EventListener
	void progressed(ImportProgressed event) {
		this.stream.sendPassing("import", event);
	}

}
