package io.postsave;

import org.springframework.util.Assert;

/**
 * A listener's failure after the commit, when no caller is left to throw it to.
 *
 * @param event the event that the listener was told of, of a list the first
 * @param listener the id of the listener: its class, method and parameter types, unless
 * its annotation gives it another one
 * @param error what the listener threw, or why it is told no more
 * @since 0.1.0
 */
public record PostSaveFailure(PostWriteEvent<?> event, String listener, Throwable error) {

	/**
	 * Creates a failure.
	 * @throws IllegalArgumentException if anything is {@code null}
	 */
	public PostSaveFailure {
		Assert.notNull(event, "'event' must not be null");
		Assert.notNull(listener, "'listener' must not be null");
		Assert.notNull(error, "'error' must not be null");
	}

}
