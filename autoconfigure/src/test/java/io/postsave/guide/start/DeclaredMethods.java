package io.postsave.guide.start;

import java.util.ArrayList;
import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;

import org.springframework.context.event.EventListener;

/**
 * Listener methods that tell by what they declare what they hear. Each notes that it was
 * called.
 */
class DeclaredMethods {

	final List<String> called = new ArrayList<>();

	@EventListener
	@AfterCommit
	void welcome(PostSaveEvent.Created<Member> event) {
		this.called.add("welcome " + event.getEntity().getEmail());
	}

	@EventListener
	@WhenChanged("status")
	void shipped(PostSaveEvent.Updated<Order> event) {
		this.called.add("shipped " + event.getChanges().get("status"));
	}

	@EventListener
	@AfterCommit
	void index(List<PostWriteEvent<Book>> events) {
		this.called.add("index " + events.size());
	}

	@EventListener
	void audit(PostWriteEvent<?> event) {
		this.called.add("audit " + event.getEntityType().getSimpleName());
	}

	@EventListener
	void payments(PostSaveEvent<? extends Payment> event) {
		this.called.add("payments " + event.getEntityType().getSimpleName());
	}

	@EventListener
	void payment(PostSaveEvent<Payment> event) {
		this.called.add("payment " + event.getEntityType().getSimpleName());
	}

}
