package io.postsave.guide.coming;

/**
 * The save that a listener is told of, which becomes {@code new} in each of them.
 */
enum Save {

	/**
	 * A new row with an identifier from a sequence, written by the commit.
	 */
	CREATION,

	/**
	 * A new row with an identity column, written by {@code persist}.
	 */
	CREATION_WITH_IDENTITY,

	/**
	 * A row that is updated by the commit.
	 */
	UPDATE

}
