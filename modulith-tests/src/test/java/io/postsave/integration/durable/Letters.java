package io.postsave.integration.durable;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The listeners that most of these tests have.
 */
final class Letters {

	private Letters() {
	}

	static class OfCreated {

		private final Mailbox mailbox;

		OfCreated(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@ApplicationModuleListener
		void welcome(PostSaveEvent.Created<Member> event) {
			this.mailbox.deliver("welcome", event);
		}

	}

	static class OfDeleted {

		private final Mailbox mailbox;

		OfDeleted(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@ApplicationModuleListener
		void farewell(PostDeleteEvent<Member> event) {
			this.mailbox.deliver("farewell", event);
		}

	}

	static class OfCards {

		private final Mailbox mailbox;

		OfCards(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@ApplicationModuleListener
		void print(PostSaveEvent<Member.Card> event) {
			this.mailbox.deliver("print", event);
		}

	}

	static class OfAll {

		private final Mailbox mailbox;

		OfAll(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@TransactionalEventListener
		void copy(PostWriteEvent<?> event) {
			this.mailbox.deliver("copy", event);
		}

	}

}
