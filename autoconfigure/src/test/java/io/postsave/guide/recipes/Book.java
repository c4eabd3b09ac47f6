package io.postsave.guide.recipes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * A book, which may be on a shelf.
 */
@Entity
class Book {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Column(length = 500)
	private String title;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Shelf shelf;

	@Version
	private long version;

	protected Book() {
		this("", null);
	}

	public Book(String title, @Nullable Shelf shelf) {
		this.title = title;
		this.shelf = shelf;
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

	public @Nullable Shelf getShelf() {
		return this.shelf;
	}

	public void setShelf(@Nullable Shelf shelf) {
		this.shelf = shelf;
	}

	public long getVersion() {
		return this.version;
	}

}
