package io.postsave.integration.durable;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.postsave.PostSaveEvent;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is stopped while events are resubmitted.
 */
class ShutdownIntegrationTests {

	@Test
	void callThatIsBeingMadeEndsAndNoMoreAreMade() throws InterruptedException {
		DurableApplication.Starter starter = DurableApplication.withListeners(Slow.class);
		starter.leaveOwed((application) -> {
			application.save("Ada");
			application.save("Grace");
			application.save("Joan");
		});
		starter.mailbox().calls().clear();
		DurableApplication application = starter.start();
		try {
			assertThat(application.bean(Slow.class).resubmitted().await(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			application.close();
		}
		assertThat(starter.mailbox().delivered()).hasSize(1);
		assertThat(starter.jdbc().queryForList("select status from event_publication", String.class))
			.containsExactlyInAnyOrder("COMPLETED", "FAILED", "FAILED");
	}

	static class Slow {

		private final CountDownLatch resubmitted = new CountDownLatch(1);

		private final Mailbox mailbox;

		Slow(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		CountDownLatch resubmitted() {
			return this.resubmitted;
		}

		@TransactionalEventListener
		void welcome(PostSaveEvent<Member> event) throws InterruptedException {
			if (Thread.currentThread().getName().startsWith("post-save-resubmission")) {
				this.resubmitted.countDown();
				Thread.sleep(1000);
			}
			this.mailbox.deliver("slow", event);
		}

	}

}
