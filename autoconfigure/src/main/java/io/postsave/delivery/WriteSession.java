package io.postsave.delivery;

import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What delivery needs of the session that writes rows.
 */
public interface WriteSession {

	/**
	 * Whether this stands for the given session.
	 * @param nativeSession the persistence provider's session
	 * @return whether it is the same one
	 */
	boolean isFor(Object nativeSession);

	/**
	 * Whether the session may still write.
	 * @return {@code false} if it was closed and waits for no end of its transaction
	 */
	boolean isOpen();

	/**
	 * Whether rows are written at once, by a session that knows no flush.
	 * @return {@code true} for a stateless session
	 */
	boolean isStateless();

	/**
	 * Whether a flush is looking for changes or writing rows at this moment.
	 * @return {@code false} before, between and after flushes
	 */
	boolean isFlushing();

	/**
	 * Whether an operation is being cascaded, during which the session must not be
	 * flushed.
	 * @return {@code false} before, between and after such operations
	 */
	boolean isCascading();

	/**
	 * Whether the session has a transaction that has not ended.
	 * @return {@code false} without one, or when it was committed or rolled back
	 */
	boolean isInTransaction();

	/**
	 * Whether the session flushes when its transaction commits.
	 * @return {@code false} under flush mode MANUAL, which read-only transactions use
	 * too: then nobody but the application flushes
	 */
	boolean isFlushedAtCommit();

	/**
	 * Whether a commit may write a row of a type that matters.
	 * @param matters tells of an entity class whether it does
	 * @return {@code false} if the session holds no such entity, nor one that may cascade
	 * to it
	 */
	boolean mayWrite(Predicate<Class<?>> matters);

	/**
	 * Whether the session belongs to the persistence unit that a row was written in.
	 * @param row the row, perhaps another session's
	 * @return whether its key is one of this unit
	 */
	boolean isOfUnitOf(WrittenRow row);

	/**
	 * Whether the session belongs to the persistence unit of another one.
	 * @param other another session, perhaps one that is closed
	 * @return whether a key is the same row to both
	 */
	boolean isOfUnitOf(WriteSession other);

	/**
	 * Whether the session has its transaction from another one or gave it to that, as
	 * child sessions have it.
	 * @param other another session, perhaps one that is closed
	 * @return whether both have one transaction
	 */
	boolean isCoordinatedWith(WriteSession other);

	/**
	 * Gives the session's connection back to its pool, if no transaction and nothing else
	 * needs it, and if it came from there, so that the session takes one again when it
	 * needs it. A pool that refuses it is logged: what has been committed is told all the
	 * same.
	 */
	void releaseConnection();

	/**
	 * Return the connection that the session holds.
	 * @return the connection, {@code null} if it holds none
	 */
	@Nullable Connection connection();

	/**
	 * Whether the application has given the session its connection, which is never
	 * touched.
	 * @return {@code false} if the session takes its connections from a pool
	 */
	boolean isConnectionProvided();

	/**
	 * Whether the last transaction of the session has committed.
	 * @return {@code false} if it is active, was rolled back, or is not known
	 */
	boolean hasCommitted();

	/**
	 * Writes what has changed.
	 */
	void flush();

	/**
	 * Looks at what a flush would find: that is nobody's doing who is called from now on.
	 * Until {@link #forgetLook} is called, flushes overlook it where they can.
	 */
	void look();

	/**
	 * Return the sessions whose flushes have written everything and have not ended, while
	 * this session of the same transaction flushes with them, and that have not been
	 * looked at since.
	 * @return the native sessions of this one's parents
	 */
	List<Object> flushedAround();

	/**
	 * Looks, within a flush that has written everything and has not ended, before
	 * listeners to the saves of a session that flushes with it are called. A
	 * {@link #look} at the end of that flush finds what this one has found.
	 */
	void lookWithinFlush();

	/**
	 * Whether a look has found anything that is to be overlooked, and is not forgotten.
	 * @return {@code false} if another look may be needed
	 */
	boolean hasLooked();

	/**
	 * Called when an entity was inserted outside of a flush: what differs then from what
	 * was inserted has been changed since the entity was persisted.
	 * @param entity the entity
	 */
	void inserted(Object entity);

	/**
	 * Called when an entity was loaded.
	 * @param entity the entity
	 */
	void loaded(Object entity);

	/**
	 * Forgets the look.
	 */
	void forgetLook();

	/**
	 * Called when a flush begins.
	 */
	void flushBegins();

	/**
	 * Called when a flush has ended, or was found to be unnecessary.
	 */
	void flushEnds();

	/**
	 * Whether a flush that followed a look has written a row for nothing but what was
	 * there at the look.
	 * @param row the row
	 * @return {@code false} without a look
	 */
	boolean isWrittenForNothingElse(WrittenRow row);

	/**
	 * Writes what has changed since the look, if anything has.
	 * @param announced whether sessions that flush with this one do so if nothing has
	 * @return whether listeners to the saves of those have been called though nothing was
	 * flushed here
	 */
	boolean flushAgain(boolean announced);

	/**
	 * Leaves out the flush of the commit that follows at once: nothing has happened since
	 * the last one that it could write. What is called between it and the end of the
	 * commit flushes as ever.
	 * @return whether it will be left out
	 */
	boolean omitFlushAtCommit();

	/**
	 * Marks the session's transaction so that it can only be rolled back.
	 */
	void markRollbackOnly();

	/**
	 * Rolls the session's transaction back, if it is active.
	 */
	void rollback();

	/**
	 * Calls back when the session's current transaction ends, if there is one. Asked
	 * again, calls back once.
	 * @param callback told of the end, always the same for a session
	 * @return whether there is such a transaction
	 */
	boolean onEnd(TransactionEnd callback);

	/**
	 * Calls back when the session ends without having written the inserts and deletions
	 * that wait in it now, if there are any.
	 * @param callback told the name of the persistence unit
	 */
	void onEndWithUnwritten(Consumer<String> callback);

	/**
	 * The end of a session's transaction.
	 */
	interface TransactionEnd {

		/**
		 * Called before the commit, after the session's own flush.
		 */
		void commitFollows();

		/**
		 * Called when the transaction has ended.
		 * @param committed whether it was committed
		 */
		void ended(boolean committed);

	}

	/**
	 * Finds sessions.
	 */
	interface Sessions {

		/**
		 * Return the session behind what a transaction manager has bound for a factory.
		 * @param resource the bound resource, such as an entity manager's holder
		 * @return the native session, or {@code null} if there is none
		 */
		@Nullable Object nativeSession(@Nullable Object resource);

		/**
		 * Return what delivery needs of a session.
		 * @param nativeSession the persistence provider's session
		 * @return the session
		 */
		WriteSession sessionOf(Object nativeSession);

		/**
		 * Return how many inserts and deletions wait in a session for a flush.
		 * @param nativeSession the persistence provider's session
		 * @return their number
		 */
		int queuedInsertsAndDeletions(Object nativeSession);

	}

}
