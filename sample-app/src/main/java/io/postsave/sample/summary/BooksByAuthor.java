package io.postsave.sample.summary;

import java.util.List;

/**
 * How many books there are, and whose.
 *
 * @param books how many books there are in all
 * @param authors the authors with the most books, the most first
 */
record BooksByAuthor(long books, List<AuthorSummary> authors) {
}
