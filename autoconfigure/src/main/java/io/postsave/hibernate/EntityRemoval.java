package io.postsave.hibernate;

import java.util.List;

import io.postsave.delivery.Removal;
import io.postsave.delivery.WrittenRow;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.jspecify.annotations.Nullable;

/**
 * The removal of an entity that is in the session.
 */
final class EntityRemoval implements Removal {

	private final SharedSessionContractImplementor session;

	private final Object entity;

	private final EntityEntry entry;

	private final EntityType type;

	private final @Nullable Object @Nullable [] state;

	private final List<WrittenCollection> collections;

	/**
	 * What Hibernate keeps of this removal: another one after a withdrawal has its own.
	 */
	private final @Nullable Object @Nullable [] deletedState;

	private EntityRemoval(SharedSessionContractImplementor session, Object entity, EntityEntry entry, EntityType type,
			@Nullable Object @Nullable [] state, List<WrittenCollection> collections) {
		this.session = session;
		this.entity = entity;
		this.entry = entry;
		this.type = type;
		this.state = state;
		this.collections = collections;
		this.deletedState = entry.getDeletedState();
	}

	/**
	 * Return the removal of an entity.
	 * @param told whether the values that its row has are to be told
	 */
	static EntityRemoval of(SharedSessionContractImplementor session, Object entity, EntityEntry entry, EntityType type,
			boolean told) {
		@Nullable Object @Nullable [] state = told ? stateOf(entity, entry) : null;
		return new EntityRemoval(session, entity, entry, type, state,
				(state != null) ? type.collections().deletedWith(state, session) : List.of());
	}

	/**
	 * Return what the entity's row holds. Hibernate keeps it of all entities but those
	 * that are read-only, which are what their row holds.
	 * @return {@code null} if the row was not loaded
	 */
	private static @Nullable Object @Nullable [] stateOf(Object entity, EntityEntry entry) {
		if (DetachedRemoval.isOf(entry)) {
			return null;
		}
		@Nullable Object @Nullable [] loaded = entry.getLoadedState();
		if (loaded != null) {
			return loaded.clone();
		}
		return EntityLook.isReference(entity) ? null : entry.getPersister().getValues(entity);
	}

	@Override
	public Object key() {
		return this.entry.getEntityKey();
	}

	@Override
	public boolean isScheduled() {
		return this.entry.getStatus() == Status.DELETED && this.entry.getDeletedState() == this.deletedState
				&& this.session.getPersistenceContextInternal().getEntry(this.entity) == this.entry;
	}

	@Override
	public boolean isExecuted() {
		return this.entry.getStatus() == Status.GONE;
	}

	@Override
	public WrittenRow deletedRow() {
		return HibernateRow.deleted(this.entity, this.entry, this.type, this.state, this.collections);
	}

}
