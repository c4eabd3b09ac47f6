package io.postsave.hibernate;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.AttributeChanges;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What the writing of a row has changed. It is found out when it is first asked for, by
 * comparing the states that Hibernate had of the entity before and when it wrote the row.
 * <p>
 * The states are Hibernate's own arrays, in which a session that compares them has copies
 * of values that can be changed in place. An update puts another array into the last
 * one's place. Until then Hibernate writes into that when it loads a lazy attribute,
 * replaces a collection or increments the version alone: a state that lacks lazy
 * attributes is copied therefore, and collections and versions are not among the changes.
 * {@link OverlookedState} writes into the states, too, so that what a flush is made to
 * overlook is no change of the rows that it writes.
 */
abstract class RowChanges implements AttributeChanges {

	private static final BitSet NONE = new BitSet(0);

	private final EntityType entityType;

	private final boolean created;

	private final @Nullable Object @Nullable [] oldState;

	private final @Nullable Object[] newState;

	private @Nullable Map<String, AttributeChange> changes;

	/**
	 * Creates the changes between two states.
	 * @param entityType the type of the entity
	 * @param created whether the row was inserted: then all that is not null is a change
	 * @param oldState the state before, {@code null} if there was none or it is unknown
	 * @param newState the state as it was written
	 */
	RowChanges(EntityType entityType, boolean created, @Nullable Object @Nullable [] oldState,
			@Nullable Object[] newState) {
		this.entityType = entityType;
		this.created = created;
		this.oldState = oldState;
		this.newState = newState;
	}

	EntityType entityType() {
		return this.entityType;
	}

	EntityPersister persister() {
		return this.entityType.persister();
	}

	/**
	 * Whether the row was inserted.
	 */
	public boolean isCreated() {
		return this.created;
	}

	@Nullable Object @Nullable [] oldState() {
		return this.oldState;
	}

	@Nullable Object[] newState() {
		return this.newState;
	}

	/**
	 * Return the attributes that were changed, if merging has brought them where they
	 * began.
	 */
	BitSet takenBack() {
		return NONE;
	}

	/**
	 * Whether the update changed the attribute, though it may have ended where it began.
	 */
	boolean isChanged(int index) {
		return this.entityType.isWrittenByUpdates(index) && (takenBack().get(index) || this.entityType.isChange(index,
				(this.oldState != null) ? this.oldState[index] : EntityType.UNKNOWN, this.newState[index]));
	}

	@Override
	public boolean isKnown() {
		return this.created || this.oldState != null;
	}

	/**
	 * Compares the one attribute: most listeners that ask go by a single one and are not
	 * told.
	 */
	@Override
	public boolean contains(String attribute) {
		Integer index = this.entityType.indexOf(attribute);
		if (index == null) {
			return this.entityType.hasAttribute(attribute) && !isKnown();
		}
		return !isKnown() || isAmongChanges(index);
	}

	@Override
	public Map<String, AttributeChange> toMap() {
		Map<String, AttributeChange> changes = this.changes;
		if (changes == null) {
			changes = isKnown() ? Collections.unmodifiableMap(findChanges()) : Map.of();
			this.changes = changes;
		}
		return changes;
	}

	private Map<String, AttributeChange> findChanges() {
		Map<String, AttributeChange> changes = new LinkedHashMap<>();
		for (int i = 0; i < this.newState.length; i++) {
			String name = this.entityType.names()[i];
			if (name != null && isAmongChanges(i)) {
				changes.put(name,
						new AttributeChange(EntityType.fetched(oldValue(i)), EntityType.fetched(this.newState[i])));
			}
		}
		return changes;
	}

	private boolean isAmongChanges(int index) {
		return (this.created || this.entityType.isWrittenByUpdates(index))
				&& this.entityType.isChange(index, oldValue(index), this.newState[index]);
	}

	private @Nullable Object oldValue(int index) {
		return (this.oldState != null) ? this.oldState[index] : null;
	}

}
