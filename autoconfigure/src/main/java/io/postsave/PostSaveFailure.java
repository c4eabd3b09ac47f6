package io.postsave;

import org.springframework.util.Assert;

/**
 * A listener's failure after the commit, when no caller is left to throw it to.
 *
 * @param event the event that the listener was told of
 * @param listener the name of the listener
 * @param error what the listener threw
 * @since 0.1.0
 */
public record PostSaveFailure(PostSaveEvent<?> event, String listener, Throwable error) {

	/**
	 * Creates a failure.
	 */
	public PostSaveFailure {
		Assert.notNull(event, "'event' must not be null");
		Assert.notNull(listener, "'listener' must not be null");
		Assert.notNull(error, "'error' must not be null");
	}

}
