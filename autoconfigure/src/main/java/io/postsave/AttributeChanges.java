package io.postsave;

import java.util.Map;

/**
 * What one write changed, as of the moment of the write. Events ask for it when they are
 * first asked themselves, so that writes whose listeners do not look at the changes do
 * not pay for them.
 *
 * @since 0.1.0
 */
public interface AttributeChanges {

	/**
	 * Whether the old and new values are known.
	 * @return {@code false} for an update whose old state nobody had loaded, such as the
	 * update of a detached entity by a stateless session
	 */
	boolean isKnown();

	/**
	 * Return the changed attributes with their old and new values.
	 * @return an unmodifiable map from the names of attributes, in the order of
	 * Hibernate's mapping; empty if nothing changed or the changes are unknown
	 */
	Map<String, AttributeChange> toMap();

	/**
	 * Whether the attribute was changed.
	 * @param attribute the name of an attribute
	 * @return {@code true} if it was changed, or if the entity has it as an attribute
	 * that can change and the changes are unknown; {@code false} if it was not changed,
	 * or if only other entities have such an attribute
	 * @throws IllegalArgumentException if no entity of the persistence unit has an
	 * attribute of that name, or none has it as one that can change and this entity has
	 * it as identifier (or a part of it), version or inverse collection
	 */
	boolean contains(String attribute);

}
