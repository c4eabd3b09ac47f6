package io.postsave.sample.live;

import io.postsave.PostSaveEvent;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Shows every save once it is committed, after all others have heard of it; and those
 * that were rolled back, as such.
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

	@TransactionalEventListener
	void saved(PostSaveEvent<?> event) {
		this.stream.send("save", Save.of(event, this.delivery, this.hearings.take(event)));
	}

	@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
	void rolledBack(PostSaveEvent<?> event) {
		this.stream.send("rollback", Save.of(event, this.delivery, this.hearings.take(event)));
	}

}
