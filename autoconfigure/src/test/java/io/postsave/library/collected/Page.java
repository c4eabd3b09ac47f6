package io.postsave.library.collected;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity that belongs to one other, and is saved with it.
 */
@Entity
public class Page {

	@Id
	private String text;

	protected Page() {
	}

	public Page(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
