package io.postsave;

import java.util.function.Supplier;

/**
 * Decides within the application's code which writes are told. Inject it where writes are
 * to go unnoticed, such as an import:
 *
 * <pre class="code">
 * events.mute(() -&gt; books.saveAll(imported));
 * </pre>
 *
 * What the block saves or deletes is told neither now nor after the commit, and not as
 * part of what is told of the same row either; what was written before it or is written
 * behind it in the same transaction is told as always. The sessions that Spring has bound
 * are flushed when the block begins and when it ends, also by an exception of whatever
 * kind, unless their transaction is read-only or their flush mode is MANUAL. Blocks may
 * be nested; they hold for the current thread. Where {@code post-save.enabled} is
 * {@code false}, or Hibernate is not on the class path, a block is run and nothing else.
 * <p>
 * What a block throws is thrown as it is, with what the flush at its end throws
 * suppressed in it. Else the caller gets what a flush throws; if the one at the beginning
 * fails, the block is not run. An argument that is {@code null} is an
 * {@link IllegalArgumentException}.
 *
 * @since 0.1.0
 */
public interface PostSaveEvents {

	/**
	 * Runs a block whose writes are not told.
	 * @param block the block
	 */
	default void mute(Runnable block) {
		mute(Object.class, block);
	}

	/**
	 * Runs a block whose writes are not told.
	 * @param <R> the type of the result
	 * @param block the block
	 * @return what the block returns
	 */
	default <R> R mute(Supplier<R> block) {
		return mute(Object.class, block);
	}

	/**
	 * Runs a block whose writes of one type are not told.
	 * @param entityType the type, an entity class or a supertype of entity classes
	 * @param block the block
	 */
	void mute(Class<?> entityType, Runnable block);

	/**
	 * Runs a block whose writes of one type are not told.
	 * @param <R> the type of the result
	 * @param entityType the type, an entity class or a supertype of entity classes
	 * @param block the block
	 * @return what the block returns
	 */
	<R> R mute(Class<?> entityType, Supplier<R> block);

}
