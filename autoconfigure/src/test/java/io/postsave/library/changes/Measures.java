package io.postsave.library.changes;

import jakarta.persistence.Embeddable;

/**
 * An embedded attribute that can be changed in place.
 */
@Embeddable
public class Measures {

	private int height;

	private int width;

	protected Measures() {
	}

	public Measures(int height, int width) {
		this.height = height;
		this.width = width;
	}

	public int getHeight() {
		return this.height;
	}

	public int getWidth() {
		return this.width;
	}

	public void setHeight(int height) {
		this.height = height;
	}

}
