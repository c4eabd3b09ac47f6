package io.postsave.sample.books;

/**
 * An import has come further.
 *
 * @param done the number of books that listeners have been told of
 * @param total the number of books to import
 * @param eventsPerSecond how many were told in a second
 */
public record ImportProgressed(int done, int total, long eventsPerSecond) {
}
