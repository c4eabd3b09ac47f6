package io.postsave.sample.readers;

import org.jspecify.annotations.Nullable;

/**
 * A reader as clients see it.
 *
 * @param id the identifier
 * @param name the name
 * @param email the address that the welcome is sent to
 */
record ReaderView(@Nullable Long id, String name, String email) {

	static ReaderView of(Reader reader) {
		return new ReaderView(reader.getId(), reader.getName(), reader.getEmail());
	}

}
