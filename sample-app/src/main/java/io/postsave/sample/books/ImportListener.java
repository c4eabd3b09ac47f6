package io.postsave.sample.books;

import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Moves the progress bar: it is told of each imported book while the import runs.
 */
@Component
class ImportListener {

	private final ImportProgress progress;

	ImportListener(ImportProgress progress) {
		this.progress = progress;
	}

	@EventListener(condition = "@importProgress.running")
	void count(PostSaveEvent.Created<Book> event) {
		this.progress.bookTold();
	}

}
