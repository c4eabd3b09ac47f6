package io.postsave.guide.recipes;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an application knows of its search engine.
 */
interface SearchIndex {

	/**
	 * Writes documents. One whose version is not above that of what is there is ignored.
	 */
	void write(List<Document> documents);

	/**
	 * A document.
	 *
	 * @param id what it is of
	 * @param version from when it is
	 * @param text what can be found, or {@code null} if it is to be forgotten
	 */
	record Document(String id, long version, @Nullable String text) {
	}

}
