package io.postsave.library.exclusion;

/**
 * Interfaces of entities, nested and one above the other.
 */
public final class Marks {

	private Marks() {
	}

	/**
	 * What is marked somehow.
	 */
	public interface Marked {

	}

	/**
	 * What is logged.
	 */
	public interface Logged extends Marked {

	}

}
