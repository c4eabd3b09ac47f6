package io.postsave.delivery;

/**
 * Thrown when listeners go on saving what they are told of again: the transaction would
 * never end.
 */
public final class EndlessSavesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	EndlessSavesException(int rounds, String persistenceUnit, String causes) {
		super("Listeners still caused saves after " + rounds + " rounds in persistence unit '" + persistenceUnit + "': "
				+ causes + ". A listener that saves the type it is told of, directly or through another "
				+ "listener, must come to an end: have it check PostSaveEvent.hasChanged or isCreated, mark what it "
				+ "saved itself, or raise 'post-save.max-rounds' if the chain is meant to be longer.");
	}

}
