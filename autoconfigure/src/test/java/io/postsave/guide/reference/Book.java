package io.postsave.guide.reference;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity with a collection.
 */
@Entity
class Book {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Author author;

	private String shelf;

	@ElementCollection
	private Set<String> genres = new LinkedHashSet<>();

	protected Book() {
		this(null, "");
	}

	public Book(@Nullable Author author, String shelf) {
		this.author = author;
		this.shelf = shelf;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public @Nullable Author getAuthor() {
		return this.author;
	}

	public void setAuthor(@Nullable Author author) {
		this.author = author;
	}

	public String getShelf() {
		return this.shelf;
	}

	public void setShelf(String shelf) {
		this.shelf = shelf;
	}

	public Set<String> getGenres() {
		return this.genres;
	}

}
