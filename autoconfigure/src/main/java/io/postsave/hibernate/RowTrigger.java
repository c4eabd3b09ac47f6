package io.postsave.hibernate;

import io.postsave.delivery.SaveRecorder;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What tells of a row whose callbacks are done: nothing where JPA's callback has done so.
 */
interface RowTrigger {

	RowTrigger NONE = (entity, created, persister, session) -> {
	};

	void rowWritten(Object entity, boolean created, EntityPersister persister,
			SharedSessionContractImplementor session);

	/**
	 * Stands in for the entity listener in a unit that does not have it, and leaves out
	 * what JPA would leave out.
	 *
	 * @param recorder told of rows
	 * @param types the entity types of the unit
	 */
	record WithoutCallback(SaveRecorder recorder, EntityTypes types) implements RowTrigger {

		@Override
		public void rowWritten(Object entity, boolean created, EntityPersister persister,
				SharedSessionContractImplementor session) {
			if (this.types.isTold(persister) && (created || !SessionState.isRemoved(entity, session))) {
				this.recorder.entitySaved(entity, created);
			}
		}

	}

}
