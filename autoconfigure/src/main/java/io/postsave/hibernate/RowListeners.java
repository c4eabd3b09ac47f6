package io.postsave.hibernate;

import io.postsave.delivery.Removal;
import io.postsave.delivery.RowSource;
import io.postsave.delivery.SaveRecorder;
import io.postsave.delivery.WrittenRow;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Listeners around those that call JPA's callbacks: what Hibernate knows of a row is at
 * hand while its callbacks run.
 */
@SuppressWarnings("serial")
final class RowListeners {

	private RowListeners() {
	}

	private static <E extends AbstractPostDatabaseOperationEvent> void written(SaveRecorder recorder, E event,
			boolean created, RowSource<E> source) {
		Class<?> entityClass = EntityTypes.classOf(event.getPersister());
		if (entityClass != null) {
			if (!SessionState.isFlushing(event.getSession())) {
				recorder.writesOutsideOfFlush();
			}
			recorder.rowWritten(event.getSession(), entityClass, created, event, source);
		}
	}

	private static void done(SaveRecorder recorder, RowTrigger trigger, AbstractPostDatabaseOperationEvent event,
			boolean created) {
		trigger.rowWritten(event.getEntity(), created, event.getPersister(), event.getSession());
		recorder.rowDone(event.getSession(), event.getEntity(), created);
	}

	record Inserted(HibernateRemovals removals) implements PostInsertEventListener, RowSource<PostInsertEvent> {

		@Override
		public void onPostInsert(PostInsertEvent event) {
			written(this.removals.recorder(), event, true, this);
		}

		@Override
		public WrittenRow rowOf(PostInsertEvent event) {
			return HibernateRow.inserted(event, this.removals.types().of(event.getPersister()));
		}

		@Override
		public @Nullable Removal removalOf(PostInsertEvent event) {
			return this.removals.removalOf(event.getSession(), event.getEntity(), true);
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

	record InsertDone(SaveRecorder recorder, RowTrigger trigger) implements PostInsertEventListener {

		@Override
		public void onPostInsert(PostInsertEvent event) {
			done(this.recorder, this.trigger, event, true);
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

	record Updated(HibernateRemovals removals) implements PostUpdateEventListener, RowSource<PostUpdateEvent> {

		@Override
		public void onPostUpdate(PostUpdateEvent event) {
			written(this.removals.recorder(), event, false, this);
		}

		@Override
		public WrittenRow rowOf(PostUpdateEvent event) {
			return HibernateRow.updated(event, this.removals.types().of(event.getPersister()));
		}

		@Override
		public @Nullable Removal removalOf(PostUpdateEvent event) {
			return this.removals.removalOf(event.getSession(), event.getEntity(), true);
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

	record UpdateDone(SaveRecorder recorder, RowTrigger trigger) implements PostUpdateEventListener {

		@Override
		public void onPostUpdate(PostUpdateEvent event) {
			done(this.recorder, this.trigger, event, false);
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

}
