package io.postsave.hibernate;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.postsave.AttributeChange;
import io.postsave.WriteDetails;
import io.postsave.delivery.WriteKind;
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
 * attributes is copied therefore, and the content of collections is kept apart.
 * {@link OverlookedState} writes into the states, too, so that what a flush is made to
 * overlook is no change of the rows that it writes.
 */
abstract class RowChanges implements WriteDetails {

	private static final BitSet NONE = new BitSet(0);

	private final EntityType entityType;

	private final WriteKind kind;

	private final @Nullable Object @Nullable [] oldState;

	private final @Nullable Object[] newState;

	/**
	 * The collections that were written, or come with embedded values, by their roles.
	 */
	private Map<String, WrittenCollection> collections = Map.of();

	private @Nullable Map<String, AttributeChange> changes;

	/**
	 * Creates the changes between two states.
	 * @param entityType the type of the entity
	 * @param kind what was done to the row: of an inserted one all that is not null is a
	 * change, of a deleted one all that was not null
	 * @param oldState the state before, {@code null} if there was none or it is unknown
	 * @param newState the state as it was written
	 */
	RowChanges(EntityType entityType, WriteKind kind, @Nullable Object @Nullable [] oldState,
			@Nullable Object[] newState) {
		this.entityType = entityType;
		this.kind = kind;
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
	 * Return what was done to the row.
	 */
	public WriteKind kind() {
		return this.kind;
	}

	@Nullable Object @Nullable [] oldState() {
		return this.oldState;
	}

	@Nullable Object[] newState() {
		return this.newState;
	}

	Map<String, WrittenCollection> collections() {
		return this.collections;
	}

	/**
	 * Adds a collection that was written after what is known of it.
	 */
	final void add(WrittenCollection written) {
		if (this.collections.isEmpty()) {
			this.collections = new LinkedHashMap<>(2);
		}
		WrittenCollection known = this.collections.get(written.owned().role());
		this.collections.put(written.owned().role(), (known != null) ? known.followedBy(written) : written);
	}

	/**
	 * Return the collections that were written, and not only come with an embedded value.
	 */
	final List<WrittenCollection> writtenCollections() {
		return this.collections.values().stream().filter((written) -> !written.isUnwritten()).toList();
	}

	/**
	 * Whether the content of any collection has changed.
	 */
	final boolean isAnyCollectionChanged() {
		return this.collections.values().stream().anyMatch((written) -> written.isChange(persister()));
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
		return this.kind == WriteKind.CREATED || this.oldState != null;
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
		return !isKnown() || isAmongChanges(index) || isCollectionAmongChanges(index);
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
			if (isAmongChanges(i) || isCollectionAmongChanges(i)) {
				changes.put(persister().getPropertyNames()[i], changeOf(i));
			}
		}
		return changes;
	}

	private boolean isAmongChanges(int index) {
		return this.entityType.names()[index] != null
				&& (this.kind != WriteKind.UPDATED || this.entityType.isWrittenByUpdates(index)) && isChange(index);
	}

	/**
	 * What had not been loaded of a deleted row is not known.
	 */
	private boolean isChange(int index) {
		Object oldValue = oldValue(index);
		return (this.kind != WriteKind.DELETED || oldValue != EntityType.UNKNOWN)
				&& this.entityType.isChange(index, oldValue, this.newState[index]);
	}

	/**
	 * Whether the attribute is, or contains, a collection whose content has changed. Of a
	 * deleted row, content that had not been loaded is not known.
	 */
	private boolean isCollectionAmongChanges(int index) {
		if (this.collections.isEmpty()) {
			return false;
		}
		for (WrittenCollection written : this.collections.values()) {
			if (written.owned().index() == index
					&& (this.kind != WriteKind.DELETED || written.before() != CollectionContent.UNKNOWN)
					&& written.isChange(persister())) {
				return true;
			}
		}
		return false;
	}

	private AttributeChange changeOf(int index) {
		Object oldValue = EntityType.fetched(oldValue(index));
		Object newValue = EntityType.fetched(this.newState[index]);
		for (WrittenCollection written : this.collections.values()) {
			if (written.owned().index() == index) {
				oldValue = written.owned().put(written.before(), oldValue, persister());
				newValue = written.owned().put(written.after(), newValue, persister());
			}
		}
		return new AttributeChange(oldValue, newValue);
	}

	private @Nullable Object oldValue(int index) {
		return (this.oldState != null) ? this.oldState[index] : null;
	}

}
