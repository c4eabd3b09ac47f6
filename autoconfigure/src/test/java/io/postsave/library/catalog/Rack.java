package io.postsave.library.catalog;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/**
 * An entity with an embedded identifier.
 */
@Entity
public class Rack {

	@EmbeddedId
	private RackMark mark;

	private String label;

	protected Rack() {
	}

	public Rack(RackMark mark, String label) {
		this.mark = mark;
		this.label = label;
	}

	public void setLabel(String label) {
		this.label = label;
	}

}
