package io.postsave.guide.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * Where books are, and how many of them.
 */
@Entity
class Shelf {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String name;

	private int books;

	protected Shelf() {
		this("");
	}

	public Shelf(String name) {
		this.name = name;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public int getBooks() {
		return this.books;
	}

}
