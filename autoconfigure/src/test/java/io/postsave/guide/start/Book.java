package io.postsave.guide.start;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity as any other.
 */
@Entity
class Book {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String title;

	protected Book() {
		this("");
	}

	public Book(String title) {
		this.title = title;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

}
