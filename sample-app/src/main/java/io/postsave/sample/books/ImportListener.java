package io.postsave.sample.books;

import java.util.List;

import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Moves the progress bar: it is told of the imported books with each flush, while the
 * import runs.
 */
@Component
class ImportListener {

	private final ImportProgress progress;

	ImportListener(ImportProgress progress) {
		this.progress = progress;
	}

	@EventListener
	@InTransaction
	void count(List<PostSaveEvent.Created<Book>> events) {
		this.progress.booksTold(events.size());
	}

}
