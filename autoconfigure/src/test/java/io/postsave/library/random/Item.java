package io.postsave.library.random;

import org.jspecify.annotations.Nullable;

/**
 * What all entities of this domain have.
 */
public interface Item {

	@Nullable Object getId();

	int getSerial();

	void setText(@Nullable String text);

}
