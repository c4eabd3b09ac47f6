package io.postsave.guide.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.postsave.AttributeChange;
import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;

import org.springframework.context.event.EventListener;

/**
 * The listener methods of the reference. Each notes what it was told of.
 */
class BookListeners {

	final List<Object> told = new ArrayList<>();

	@EventListener
	void unshelve(PostDeleteEvent<Book> event) {
		AttributeChange shelf = event.getChanges().get("shelf");
		this.told.add(Objects.requireNonNull(shelf));
	}

	@EventListener
	@WhenChanged("genres")
	void shelve(PostSaveEvent.Updated<Book> event) {
		AttributeChange genres = event.getChanges().get("genres");
		this.told.add(Objects.requireNonNull(genres));
	}

	@EventListener
	@WhenChanged("author")
	void moved(PostWriteEvent<Book> event) {
		this.told.add("moved");
	}

	@OnceCommitted
	void committed(PostSaveEvent<Author> event) {
		this.told.add("committed");
	}

}
