package io.postsave.guide.choice;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * What a listener saves.
 */
@Entity
class Letter {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String subject;

	protected Letter() {
		this("");
	}

	public Letter(String subject) {
		this.subject = subject;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getSubject() {
		return this.subject;
	}

}
