package io.postsave.guide.recipes;

import io.postsave.AttributeChange;
import io.postsave.InTransaction;
import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The recipe of the counter.
 */
@Component
class ShelfCounter {

	private final ShelfRepository shelves;

	ShelfCounter(ShelfRepository shelves) {
		this.shelves = shelves;
	}

	@EventListener
	@InTransaction
	@WhenChanged("shelf")
	void count(PostWriteEvent<Book> event) {
		AttributeChange shelf = event.getChanges().get("shelf");
		if (shelf == null) {
			throw new IllegalStateException("Load " + event + " before it is changed, or its shelf is miscounted");
		}
		if (shelf.oldValue() instanceof Shelf old) {
			this.shelves.add(old, -1);
		}
		if (shelf.newValue() instanceof Shelf now) {
			this.shelves.add(now, 1);
		}
	}

}
