package io.postsave.library.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * An entity that belongs to a shelf.
 */
@Entity
public class Volume {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	private @Nullable Shelf shelf;

	private String title;

	protected Volume() {
		this.title = "";
	}

	Volume(Shelf shelf, String title) {
		this.shelf = shelf;
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
