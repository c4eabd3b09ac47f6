package io.postsave.integration.durable;

import io.postsave.PostSaveEvent;
import io.postsave.integration.durable.Mailbox.Letter;
import io.postsave.integration.durable.Member.Card;
import org.junit.jupiter.api.Test;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.IncompleteEventPublications;

import static io.postsave.integration.durable.DurableApplication.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Durable listeners that inherit their method from a generic class, which the registry
 * knows by the same name.
 */
class InheritedListenersIntegrationTests {

	@Test
	void whatIsOwedToOneIsNotDeliveredToAnother() {
		DurableApplication.Starter starter = DurableApplication.withListeners(OfMembers.class, OfCards.class);
		starter.leaveOwed(InheritedListenersIntegrationTests::saveBoth);
		try (DurableApplication application = starter.start()) {
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(application.statuses()).hasSize(2).containsOnly("COMPLETED"));
			assertThat(starter.mailbox().delivered()).extracting(Letter::listener)
				.containsExactlyInAnyOrder("OfMembers hears of Member", "OfCards hears of Card");
		}
	}

	@Test
	void engineThatTakesOneForAnotherCallsNeither() {
		DurableApplication.Starter starter = DurableApplication.withListeners(OfMembers.class, OfCards.class);
		starter.leaveOwed(InheritedListenersIntegrationTests::saveBoth);
		starter.mailbox().calls().clear();
		try (DurableApplication application = starter.start("post-save.modulith.resubmit-interval=0")) {
			application.bean(IncompleteEventPublications.class).resubmitIncompletePublications((publication) -> true);
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(application.statuses()).contains("COMPLETED"));
			assertThat(starter.mailbox().calls()).extracting(Letter::listener)
				.isSubsetOf("OfMembers hears of Member", "OfCards hears of Card");
		}
	}

	private static void saveBoth(DurableApplication application) {
		application.inTransaction((entities) -> {
			entities.persist(new Member("Ada"));
			entities.persist(new Card());
		});
	}

	abstract static class Printing<T> {

		private final Mailbox mailbox;

		Printing(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		@ApplicationModuleListener
		void print(PostSaveEvent<T> event) {
			this.mailbox.deliver(name() + " hears of " + event.getEntityType().getSimpleName(), event);
		}

		abstract String name();

	}

	static class OfMembers extends Printing<Member> {

		OfMembers(Mailbox mailbox) {
			super(mailbox);
		}

		@Override
		String name() {
			return "OfMembers";
		}

	}

	static class OfCards extends Printing<Card> {

		OfCards(Mailbox mailbox) {
			super(mailbox);
		}

		@Override
		String name() {
			return "OfCards";
		}

	}

}
