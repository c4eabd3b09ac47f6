package io.postsave;

/**
 * Handles what listeners throw after the commit, of which neither the caller nor other
 * listeners notice anything. Errors of the virtual machine other than
 * {@link StackOverflowError} are thrown to the caller instead. A bean of this type
 * replaces the default, which logs at ERROR; if several leave Spring no choice, the
 * startup fails. What a handler throws is logged, together with what it was to handle.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PostSaveErrorHandler {

	/**
	 * Called for each event, or list of events, that a listener has failed with, on the
	 * thread that told it. A listener that is told no more, as its chain of saves would
	 * not end, counts as failed.
	 * @param failure the event, of a list the first, the listener and what it threw
	 */
	void handle(PostSaveFailure failure);

}
