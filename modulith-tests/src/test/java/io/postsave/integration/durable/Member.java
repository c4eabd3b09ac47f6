package io.postsave.integration.durable;

import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of in these tests.
 */
@Entity
class Member {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private @Nullable Long version;

	private String name;

	protected Member() {
		this("");
	}

	Member(String name) {
		this.name = name;
	}

	Long id() {
		return Objects.requireNonNull(this.id);
	}

	Long version() {
		return Objects.requireNonNull(this.version);
	}

	String name() {
		return this.name;
	}

	void rename(String name) {
		this.name = name;
	}

	/**
	 * A card of a member, whose class has a dollar sign in its name.
	 */
	@Entity(name = "Card")
	static class Card {

		@Id
		@GeneratedValue
		private @Nullable Long id;

		Long id() {
			return Objects.requireNonNull(this.id);
		}

	}

}
