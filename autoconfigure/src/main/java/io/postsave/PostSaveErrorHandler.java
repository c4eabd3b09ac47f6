package io.postsave;

/**
 * Handles what listeners throw after the commit. Define a bean of this type to replace
 * the default, which logs at ERROR; of several one has to be primary. Neither the caller
 * nor other listeners notice the failure of one. A handler that throws is logged,
 * together with what it was to handle.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PostSaveErrorHandler {

	/**
	 * Called for each listener that failed, on the thread that told it.
	 * @param failure the event, the listener and what it threw
	 */
	void handle(PostSaveFailure failure);

}
