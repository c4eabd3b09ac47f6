package io.postsave.sample.live;

import io.postsave.PostWriteEvent;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Fails at the last moment if the request asks for it ({@code ?fail=true}): the rows are
 * written, all who listen in the transaction have heard, and nothing is committed.
 */
@Component
class FailingListener {

	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT, condition = "@failSwitch.on")
	void refuse(PostWriteEvent<?> event) {
		throw new WriteRefusedException(event);
	}

}
