package io.postsave.library.changes;

/**
 * An enumerated attribute.
 */
public enum Priority {

	LOW, HIGH

}
