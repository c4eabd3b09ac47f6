package io.postsave.sample.live;

import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Shows what a transaction saved and deleted once it is committed, and what was rolled
 * back, as such. The other listeners have heard of it by then: those who are told of
 * lists come after those who are told singly, and this one is the last of them.
 */
@Component
class LiveListener {

	private final LiveStream stream;

	private final Hearings hearings;

	private final String delivery;

	LiveListener(LiveStream stream, Hearings hearings, @Value("${post-save.delivery}") String delivery) {
		this.stream = stream;
		this.hearings = hearings;
		this.delivery = delivery;
	}

	@EventListener
	@AfterCommit
	void committed(List<PostWriteEvent<?>> events) {
		events.forEach((event) -> show((event instanceof PostDeleteEvent) ? "delete" : "save", event));
	}

	@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
	void rolledBack(PostWriteEvent<?> event) {
		show("rollback", event);
	}

	private void show(String name, PostWriteEvent<?> event) {
		this.stream.send(name, Write.of(event, this.delivery, this.hearings.take(event)));
	}

}
