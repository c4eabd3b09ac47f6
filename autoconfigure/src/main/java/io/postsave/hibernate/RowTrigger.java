package io.postsave.hibernate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.delivery.SaveRecorder;
import jakarta.persistence.ExcludeDefaultListeners;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

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
	 */
	final class WithoutCallback implements RowTrigger {

		private final SaveRecorder recorder;

		private final Map<Class<?>, Boolean> excluding = new ConcurrentHashMap<>();

		WithoutCallback(SaveRecorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void rowWritten(Object entity, boolean created, EntityPersister persister,
				SharedSessionContractImplementor session) {
			Class<?> entityClass = EntityTypes.classOf(persister);
			if (entityClass != null && !excludesDefaultListeners(entityClass)
					&& (created || !SessionState.isRemoved(entity, session))) {
				this.recorder.entitySaved(entity, created);
			}
		}

		private boolean excludesDefaultListeners(Class<?> entityClass) {
			return this.excluding.computeIfAbsent(entityClass,
					(type) -> MergedAnnotations.from(type, SearchStrategy.SUPERCLASS)
						.isPresent(ExcludeDefaultListeners.class));
		}

	}

}
