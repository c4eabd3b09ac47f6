package io.postsave.library.collected;

import java.util.Objects;

import jakarta.persistence.Embeddable;

/**
 * An element that equals others of the same text.
 */
@Embeddable
public class Label {

	private String text;

	protected Label() {
	}

	public Label(String text) {
		this.text = text;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Label label && Objects.equals(this.text, label.text);
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.text);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
