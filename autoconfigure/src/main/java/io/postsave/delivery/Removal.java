package io.postsave.delivery;

/**
 * The removal of an entity, which a flush has to execute: until then it may be withdrawn,
 * or forgotten by a clear.
 */
public interface Removal {

	/**
	 * Return the {@linkplain WrittenRow#key() key} of the row.
	 * @return entity and identifier
	 */
	Object key();

	/**
	 * Whether the next flush will execute it, as far as can be seen before.
	 * @return {@code false} if it was executed, withdrawn, or forgotten by a clear
	 */
	boolean isScheduled();

	/**
	 * Whether it has been executed. Asked when a flush has ended.
	 * @return {@code false} if it is still scheduled, or nobody will execute it
	 */
	boolean isExecuted();

	/**
	 * Return the deleted row. Called when the removal has been executed, if it was kept
	 * to be told.
	 * @return the row, with the values that it had
	 */
	WrittenRow deletedRow();

}
