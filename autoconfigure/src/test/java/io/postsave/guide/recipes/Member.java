package io.postsave.guide.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * Who borrows books.
 */
@Entity
class Member {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String name;

	private String email;

	protected Member() {
		this("", "");
	}

	public Member(String name, String email) {
		this.name = name;
		this.email = email;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getEmail() {
		return this.email;
	}

}
