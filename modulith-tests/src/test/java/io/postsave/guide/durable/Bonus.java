package io.postsave.guide.durable;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
class Bonus {

	@Id
	private UUID eventId;

	@ManyToOne
	private Member member;

	protected Bonus() {
		this(new UUID(0, 0), new Member());
	}

	Bonus(UUID eventId, Member member) {
		this.eventId = eventId;
		this.member = member;
	}

	Member getMember() {
		return this.member;
	}

}
