package io.postsave.guide.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

/**
 * What each member has.
 */
@Entity
class Profile {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@OneToOne
	private Member member;

	@SuppressWarnings("NullAway.Init")
	protected Profile() {
	}

	public Profile(Member member) {
		this.member = member;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public Member getMember() {
		return this.member;
	}

}
