package io.postsave.hibernate;

import io.postsave.delivery.SaveRecorder;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Listeners around those that call JPA's callbacks: what Hibernate knows of a row is at
 * hand while its callbacks run.
 */
@SuppressWarnings("serial")
final class RowListeners {

	private RowListeners() {
	}

	record Inserted(SaveRecorder recorder, EntityTypes types) implements PostInsertEventListener {

		@Override
		public void onPostInsert(PostInsertEvent event) {
			Class<?> entityClass = event.getPersister().getMappedClass();
			if (entityClass != null
					&& this.recorder.isTold(entityClass, true, SessionState.isFlushing(event.getSession()))) {
				this.recorder.rowWritten(event.getSession(),
						HibernateRow.inserted(event, this.types.of(event.getPersister())));
			}
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

	record InsertDone(SaveRecorder recorder, RowTrigger trigger) implements PostInsertEventListener {

		@Override
		public void onPostInsert(PostInsertEvent event) {
			this.trigger.rowWritten(event.getEntity(), true, event.getPersister(), event.getSession());
			this.recorder.rowDone(event.getSession(), event.getEntity());
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

	record Updated(SaveRecorder recorder, EntityTypes types) implements PostUpdateEventListener {

		@Override
		public void onPostUpdate(PostUpdateEvent event) {
			Class<?> entityClass = event.getPersister().getMappedClass();
			if (entityClass != null
					&& this.recorder.isTold(entityClass, false, SessionState.isFlushing(event.getSession()))) {
				this.recorder.rowWritten(event.getSession(),
						HibernateRow.updated(event, this.types.of(event.getPersister())));
			}
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

	record UpdateDone(SaveRecorder recorder, RowTrigger trigger) implements PostUpdateEventListener {

		@Override
		public void onPostUpdate(PostUpdateEvent event) {
			this.trigger.rowWritten(event.getEntity(), false, event.getPersister(), event.getSession());
			this.recorder.rowDone(event.getSession(), event.getEntity());
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

}
