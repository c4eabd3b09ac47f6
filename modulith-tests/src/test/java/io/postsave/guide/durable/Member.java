package io.postsave.guide.durable;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
class Member {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String email;

	protected Member() {
		this("");
	}

	Member(String email) {
		this.email = email;
	}

	@Nullable Long getId() {
		return this.id;
	}

	String getEmail() {
		return this.email;
	}

}
