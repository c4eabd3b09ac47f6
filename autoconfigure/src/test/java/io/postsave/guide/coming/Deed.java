package io.postsave.guide.coming;

/**
 * What a listener does when it is told of a save.
 */
enum Deed {

	/**
	 * Saves another entity, with an identifier from a sequence.
	 */
	SAVE,

	/**
	 * Saves another entity, with an identity column.
	 */
	SAVE_WITH_IDENTITY,

	/**
	 * Saves another entity, and flushes and clears the session as batches do.
	 */
	SAVE_FLUSH_AND_CLEAR,

	/**
	 * Changes the entity that was saved.
	 */
	CHANGE,

	/**
	 * Looks for what was saved by a query.
	 */
	QUERY,

	/**
	 * Refuses the save by an exception, which the caller expects.
	 */
	REFUSE,

	/**
	 * Listens before the commit.
	 */
	LISTEN_BEFORE_COMMIT

}
