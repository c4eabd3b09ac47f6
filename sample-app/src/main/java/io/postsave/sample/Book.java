package io.postsave.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * A book: a plain entity that knows nothing of who is told when it is saved.
 */
@Entity
public class Book {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Column(nullable = false)
	private String title;

	private @Nullable String author;

	protected Book() {
		this("", null);
	}

	public Book(String title, @Nullable String author) {
		this.title = title;
		this.author = author;
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

	public @Nullable String getAuthor() {
		return this.author;
	}

	public void setAuthor(@Nullable String author) {
		this.author = author;
	}

}
