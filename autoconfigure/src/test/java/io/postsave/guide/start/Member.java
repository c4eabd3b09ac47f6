package io.postsave.guide.start;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity as any other.
 */
@Entity
class Member {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String email;

	protected Member() {
		this("");
	}

	public Member(String email) {
		this.email = email;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getEmail() {
		return this.email;
	}

}
