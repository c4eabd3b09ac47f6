package io.postsave.library.changes;

/**
 * A value without {@code equals}, which Hibernate takes for changed in each flush.
 */
public class Canvas {

	private final String text;

	public Canvas(String text) {
		this.text = text;
	}

	public String getText() {
		return this.text;
	}

}
