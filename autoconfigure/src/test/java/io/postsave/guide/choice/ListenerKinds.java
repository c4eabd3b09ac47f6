package io.postsave.guide.choice;

import java.util.ArrayList;
import java.util.List;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * A listener method of each kind. Each notes what it was told of, and where.
 */
class ListenerKinds {

	final List<String> told = new ArrayList<>();

	@EventListener
	@InTransaction
	void makeProfile(PostSaveEvent.Created<Customer> event) {
		tell("makeProfile");
	}

	@EventListener
	@AfterCommit
	void sendLetter(PostSaveEvent.Created<Customer> event) {
		tell("sendLetter");
	}

	@EventListener
	@AfterCommit
	@Async
	void makeThumbnail(PostSaveEvent.Created<Customer> event) {
		tell("makeThumbnail");
	}

	@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
	void cleanUp(PostSaveEvent.Created<Customer> event) {
		tell("cleanUp");
	}

	private synchronized void tell(String method) {
		this.told.add(method);
	}

	synchronized List<String> told() {
		return List.copyOf(this.told);
	}

}
