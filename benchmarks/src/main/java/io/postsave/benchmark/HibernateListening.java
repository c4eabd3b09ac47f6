package io.postsave.benchmark;

import java.util.concurrent.atomic.LongAdder;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Listens to Hibernate itself, without Spring's events.
 */
@SuppressWarnings("serial")
final class HibernateListening implements PostInsertEventListener, PostUpdateEventListener {

	private final LongAdder calls;

	HibernateListening(EntityManagerFactory entityManagerFactory, LongAdder calls) {
		this.calls = calls;
		EventListenerRegistry registry = entityManagerFactory.unwrap(SessionFactoryImplementor.class)
			.getEventEngine()
			.getListenerRegistry();
		registry.appendListeners(EventType.POST_INSERT, this);
		registry.appendListeners(EventType.POST_UPDATE, this);
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		written(event.getEntity());
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		written(event.getEntity());
	}

	private void written(Object entity) {
		if (entity instanceof PlainArticle) {
			this.calls.increment();
		}
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

}
