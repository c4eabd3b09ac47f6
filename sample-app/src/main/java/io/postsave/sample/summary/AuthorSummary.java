package io.postsave.sample.summary;

import org.jspecify.annotations.Nullable;

/**
 * The books of an author.
 *
 * @param author the author, {@code null} for books whose author is not known
 * @param books how many there are
 */
record AuthorSummary(@Nullable String author, long books) {
}
