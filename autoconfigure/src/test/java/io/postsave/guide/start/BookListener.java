package io.postsave.guide.start;

import io.postsave.AfterCommit;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The first listener of the README.
 */
@Component
class BookListener {

	@EventListener
	@AfterCommit
	void bookSaved(PostSaveEvent<Book> event) {
		String title = event.getEntity().getTitle();
		System.out.println(event.isCreated() ? "A new book titled '" + title + "' was added."
				: "The book titled '" + title + "' was updated.");
	}

	@EventListener
	@AfterCommit
	void bookDeleted(PostDeleteEvent<Book> event) {
		System.out.println("The book titled '" + event.getEntity().getTitle() + "' was deleted.");
	}

}
