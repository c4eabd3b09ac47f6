package io.postsave.library.exclusion;

/**
 * An entity by a mapping file alone.
 */
public class Tale {

	private Long id;

	private String text;

	protected Tale() {
	}

	public Tale(Long id, String text) {
		this.id = id;
		this.text = text;
	}

	public void setText(String text) {
		this.text = text;
	}

}
