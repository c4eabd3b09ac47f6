package io.postsave.sample.live;

/**
 * A message to all who watch.
 *
 * @param sequence its place among all messages of this run of the application
 * @param name what it is
 * @param data what it says
 * @param passing whether it is of no interest to those who come later
 */
record Message(long sequence, String name, Object data, boolean passing) {
}
