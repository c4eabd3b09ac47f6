package io.postsave.sample.books;

/**
 * A book was removed. The shop says so itself: post-save tells what was saved.
 *
 * @param id the identifier that the book had
 */
public record BookRemoved(long id) {
}
