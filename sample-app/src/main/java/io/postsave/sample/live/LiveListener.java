package io.postsave.sample.live;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.postsave.AfterCommit;
import io.postsave.PostDeleteEvent;
import io.postsave.PostWriteEvent;

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

	private final LiveLog log;

	private final Hearings hearings;

	private final AtomicLong written = new AtomicLong();

	LiveListener(LiveLog log, Hearings hearings) {
		this.log = log;
		this.hearings = hearings;
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
		this.log.add(name, Write.of(this.written.incrementAndGet(), event, this.hearings.take(event)));
	}

}
