package io.postsave.guide.durable;

import io.postsave.PostSaveEvent;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

@Component
class BonusListener {

	private final BonusRepository bonuses;

	BonusListener(BonusRepository bonuses) {
		this.bonuses = bonuses;
	}

	// tag::once[]
	@ApplicationModuleListener
	void credit(PostSaveEvent.Created<Member> event) {
		if (!this.bonuses.existsById(event.getEventId())) {
			this.bonuses.save(new Bonus(event.getEventId(), event.getEntity()));
		}
	}
	// end::once[]

}
