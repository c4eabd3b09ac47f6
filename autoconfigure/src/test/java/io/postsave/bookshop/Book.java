package io.postsave.bookshop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity with an identifier from a sequence: written when the session is flushed.
 */
@Entity
public class Book {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private @Nullable Long id;

	private String title;

	private @Nullable String author;

	protected Book() {
		this("");
	}

	public Book(String title) {
		this.title = title;
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
