package io.postsave.integration.managers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;

import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Listens in the phases of transactions, and remembers them.
 */
class TransactionPhases {

	private final List<String> called = Collections.synchronizedList(new ArrayList<>());

	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void beforeCommit(PostSaveEvent<Book> event) {
		this.called.add("before " + event.getEntity().getTitle());
	}

	@TransactionalEventListener
	void afterCommit(PostSaveEvent<Book> event) {
		this.called.add("after " + event.getEntity().getTitle());
	}

	List<String> called() {
		return List.copyOf(this.called);
	}

	void reset() {
		this.called.clear();
	}

}
