package io.postsave.hibernate;

import io.postsave.delivery.Removal;
import io.postsave.delivery.WrittenRow;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The removal of an entity by a reference that was not loaded for it. The session counts
 * the entity as removed until it is cleared.
 */
final class ReferenceRemoval implements Removal {

	private final SharedSessionContractImplementor session;

	private final Object reference;

	private final EntityKey key;

	private final EntityType type;

	ReferenceRemoval(SharedSessionContractImplementor session, Object reference, Object id, EntityType type) {
		this.session = session;
		this.reference = reference;
		this.key = session.generateEntityKey(id, type.persister());
		this.type = type;
	}

	@Override
	public Object key() {
		return this.key;
	}

	@Override
	public boolean isScheduled() {
		return this.session.getPersistenceContextInternal().containsDeletedUnloadedEntityKey(this.key);
	}

	@Override
	public boolean isExecuted() {
		return isScheduled();
	}

	@Override
	public WrittenRow deletedRow() {
		return HibernateRow.deletedUnloaded(this.reference, this.key.getIdentifier(), this.type);
	}

}
