package io.postsave.sample.books;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Is told of every book that is saved or deleted, whoever does it.
 */
@Component
class BookListener {

	@EventListener
	void bookSaved(PostSaveEvent<Book> event) {
		String title = event.getEntity().getTitle();
		if (event.isCreated()) {
			System.out.println("A new book titled '" + title + "' was added.");
		}
		else {
			System.out.println("The book titled '" + title + "' was updated.");
		}
	}

	@EventListener
	void bookDeleted(PostDeleteEvent<Book> event) {
		System.out.println("The book titled '" + event.getEntity().getTitle() + "' was deleted.");
	}

}
