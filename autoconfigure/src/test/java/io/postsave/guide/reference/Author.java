package io.postsave.guide.reference;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an inverse side.
 */
@Entity
class Author {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String name;

	protected Author() {
		this("");
	}

	public Author(String name) {
		this.name = name;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

}
