package io.postsave.delivery;

import io.postsave.WriteDetails;

/**
 * A row that was written for an entity, as the persistence provider knows it.
 */
public interface WrittenRow extends WriteDetails {

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
	 * Return what was done to the row.
	 * @return the kind of the write
	 */
	WriteKind kind();

	/**
	 * Whether the row was inserted.
	 * @return {@code false} if it was updated or deleted
	 */
	default boolean isCreated() {
		return kind() == WriteKind.CREATED;
	}

	/**
	 * Whether the row was deleted.
	 * @return {@code false} if it was inserted or updated
	 */
	default boolean isDeleted() {
		return kind() == WriteKind.DELETED;
	}

	/**
	 * Whether the entity was removed before the row was written: the flush that wrote it
	 * removes it again, but outside of a flush that may still be withdrawn.
	 * @return {@code true} if the entity was removed
	 */
	boolean isBeingRemoved();

	/**
	 * Counts the row.
	 * @return {@code false} if it has been counted before
	 */
	boolean count();

	/**
	 * Whether the row has been counted.
	 * @return {@code false} if it has not
	 */
	boolean isCounted();

	/**
	 * Whether nothing has been written after all: the provider reports an update of the
	 * row where a collection was replaced, even if by an equal one or one that is
	 * nobody's row.
	 * @return {@code false} if the row or one of its collections has been written
	 */
	boolean isUnwritten();

	/**
	 * Adds what the same flush has written of the entity's collections, before the row is
	 * told.
	 * @param collections the row as far as its collections are concerned
	 */
	void include(WrittenRow collections);

	/**
	 * Return this row with what a later writing has changed: the entity is the last
	 * instance, and the change of each attribute goes from its first old to its last new
	 * value among those that either of the two writes changed. What was written in
	 * between and is not told is no part of it.
	 * @param later the row as it was updated or deleted later
	 * @return the two as one: deleted if the later one is, else created if this one is
	 */
	WrittenRow mergedWith(WrittenRow later);

}
