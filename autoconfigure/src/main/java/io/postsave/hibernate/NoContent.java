package io.postsave.hibernate;

/**
 * Stands for the content of an attribute that has none, and equals no value of an
 * application's.
 */
enum NoContent {

	/**
	 * Nothing: what would be written is null.
	 */
	NULL,

	/**
	 * Content that cannot be kept, as it is another one each time it is read.
	 */
	UNSTABLE

}
