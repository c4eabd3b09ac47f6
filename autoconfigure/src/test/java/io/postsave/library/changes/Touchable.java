package io.postsave.library.changes;

/**
 * An entity that can be changed so that it is told as updated.
 */
public interface Touchable {

	void setText(String text);

}
