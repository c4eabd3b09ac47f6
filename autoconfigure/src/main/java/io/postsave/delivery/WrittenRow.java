package io.postsave.delivery;

import io.postsave.AttributeChanges;

/**
 * A row that was written for an entity, as the persistence provider knows it.
 */
public interface WrittenRow extends AttributeChanges {

	/**
	 * Return the entity.
	 * @return the instance that was written
	 */
	Object entity();

	/**
	 * Return the identifier of the row.
	 * @return the identifier
	 */
	Object id();

	/**
	 * Return what is the same for each writing of the row, in whatever session.
	 * @return entity and identifier
	 */
	Object key();

	/**
	 * Return the type of the entity.
	 * @return the type
	 */
	SavedType type();

	/**
	 * Whether the row was inserted.
	 * @return {@code true} for an insert, {@code false} for an update
	 */
	boolean isCreated();

	/**
	 * Whether the entity was removed before the row was written: the flush that wrote it
	 * removes it again, but outside of a flush that may still be withdrawn.
	 * @return {@code true} if the entity was removed
	 */
	boolean isBeingRemoved();

	/**
	 * Return this row with what a later writing has changed: the entity is the last
	 * instance, and the change of each attribute goes from its first old to its last new
	 * value among those that either of the two writes changed. What was written in
	 * between and is not told is no part of it.
	 * @param later the row as it was updated later
	 * @return the two as one, created if this one is
	 */
	WrittenRow mergedWith(WrittenRow later);

}
