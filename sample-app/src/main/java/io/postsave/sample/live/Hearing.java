package io.postsave.sample.live;

/**
 * A listener that heard of a save or deletion.
 *
 * @param listener its class and method
 * @param moment when it heard: in the transaction or after the commit
 */
record Hearing(String listener, String moment) {
}
