package io.postsave.delivery;

import java.util.function.Predicate;

/**
 * Decides which flushes are made for the sake of telling, and which are left out.
 */
final class FlushDecisions {

	private final Predicate<Class<?>> toldInTransaction;

	/**
	 * Creates the decisions.
	 * @param toldInTransaction whether saves of an entity class are told before the
	 * commit
	 */
	FlushDecisions(Predicate<Class<?>> toldInTransaction) {
		this.toldInTransaction = toldInTransaction;
	}

	/**
	 * Whether a session is flushed before the commit, rather than by it: where something
	 * waits to be told, whose listeners' changes are written then, or where the flush may
	 * write what is told in the transaction. Under flush mode MANUAL and in read-only
	 * transactions nobody but the application flushes.
	 * @param readOnly whether the transaction is read-only
	 * @param anythingWaits whether anything waits to be told in the transaction
	 */
	boolean isBroughtForward(WriteSession session, boolean readOnly, boolean anythingWaits) {
		return !readOnly && session.isFlushedAtCommit() && (anythingWaits || session.mayWrite(this.toldInTransaction));
	}

	/**
	 * Whether a round is followed by a flush for what its listeners have changed, if they
	 * have: when the session has been flushed for what they are told of, or will be at
	 * the commit.
	 */
	static boolean isFlushedAfterRound(WriteSession session, boolean flushedBefore) {
		return flushedBefore || session.isFlushedAtCommit();
	}

	/**
	 * Leaves out the flush of the commit, which was brought forward, as it would find
	 * nothing more.
	 * @param nothingWaits whether nothing waits to be told, in no other session either:
	 * listeners to the saves of a child session are called when its parent has been
	 * looked at
	 * @param nobodyIsCalledBefore whether the commit follows at once, and nobody can
	 * change anything before
	 * @return whether it is left out; if not, something else relies on it
	 */
	static boolean leaveOutAtCommit(WriteSession session, boolean nothingWaits, boolean nobodyIsCalledBefore) {
		return nothingWaits && nobodyIsCalledBefore && session.omitFlushAtCommit();
	}

	/**
	 * Whether a session is flushed at once where the application's block of muted saves
	 * begins or ends, or a test has saves told as if they were committed.
	 */
	static boolean isFlushedAtOnce(WriteSession session) {
		return session.isInTransaction() && session.isFlushedAtCommit();
	}

}
