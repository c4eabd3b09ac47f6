package io.postsave.sample.readers;

import org.jspecify.annotations.Nullable;

/**
 * A profile as clients see it.
 *
 * @param id the identifier
 * @param reader whose it is
 * @param shelf the name of the shelf
 */
record ProfileView(@Nullable Long id, ReaderView reader, String shelf) {

	static ProfileView of(Profile profile) {
		return new ProfileView(profile.getId(), ReaderView.of(profile.getReader()), profile.getShelf());
	}

}
