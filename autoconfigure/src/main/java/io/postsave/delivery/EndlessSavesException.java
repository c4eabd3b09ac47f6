package io.postsave.delivery;

import io.postsave.PostWriteEvent;

/**
 * Thrown when listeners go on saving what they are told of again: the transaction, or the
 * chain of transactions after a commit, would never end.
 */
public final class EndlessSavesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private EndlessSavesException(String message) {
		super(message);
	}

	static EndlessSavesException inTransaction(int rounds, String persistenceUnit, String causes) {
		return new EndlessSavesException("Listeners still caused saves after " + rounds
				+ " rounds in persistence unit '" + persistenceUnit + "': " + causes
				+ ". A listener that saves the type it is told of, directly or through another listener, must come to an "
				+ "end: have it check PostSaveEvent.hasChanged or isCreated, mark what it saved itself, or raise "
				+ "'post-save.max-rounds' if the chain is meant to be longer.");
	}

	static EndlessSavesException acrossSessions(int rounds) {
		return new EndlessSavesException(
				"Listeners to what child sessions save still changed what their parent holds after " + rounds
						+ " rounds: a listener that is told of it again, directly or through another listener, must come "
						+ "to an end.");
	}

	static EndlessSavesException beforeCommit(int rounds) {
		return new EndlessSavesException("Synchronizations still caused others to be registered after " + rounds
				+ " rounds before the commit: a listener that saves what a BEFORE_COMMIT listener is told of must come to "
				+ "an end.");
	}

	static EndlessSavesException afterCommit(int rounds, PostWriteEvent<?> event, String listener) {
		return new EndlessSavesException("Listener " + listener + " was not told of " + event
				+ ": it would be the end of a chain of more than " + rounds
				+ " commits, each of them made by a listener to the one before. A listener that saves the type it is told "
				+ "of, directly or through another listener, must come to an end: have it check PostSaveEvent.hasChanged "
				+ "or isCreated, mark what it saved itself, or raise 'post-save.max-rounds' if the chain is meant to be "
				+ "longer.");
	}

}
