package io.postsave.library.collected;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * An element that can be changed, and equals every other of its colour, whatever its
 * text.
 */
@Embeddable
public class Mark {

	private String colour = "red";

	@Column(name = "mark_text")
	private String text;

	protected Mark() {
	}

	public Mark(String text) {
		this.text = text;
	}

	public void setText(String text) {
		this.text = text;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Mark mark && this.colour.equals(mark.colour);
	}

	@Override
	public int hashCode() {
		return this.colour.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
