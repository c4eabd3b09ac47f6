package io.postsave.library.catalog;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/**
 * An entity with an embedded identifier.
 */
@Entity
public class Shelf {

	@EmbeddedId
	private ShelfMark mark;

	private String label;

	protected Shelf() {
	}

	public Shelf(ShelfMark mark, String label) {
		this.mark = mark;
		this.label = label;
	}

	public void setLabel(String label) {
		this.label = label;
	}

}
