package io.postsave.hibernate;

import org.hibernate.boot.internal.DefaultCustomEntityDirtinessStrategy;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.internal.EmptyInterceptor;

/**
 * Code of others that takes part in flushes and may find what Hibernate does not.
 */
final class FlushExtensions {

	/** Hibernate's own, between the two of {@link FlushListeners}. */
	private static final int FLUSH_LISTENERS = 3;

	private FlushExtensions() {
	}

	@SuppressWarnings("deprecation")
	static boolean areIn(EventSource session) {
		SessionFactoryImplementor factory = session.getFactory();
		EventListenerGroups groups = factory.getEventListenerGroups();
		return session.getInterceptor() != EmptyInterceptor.INSTANCE
				|| groups.eventListenerGroup_FLUSH.count() != FLUSH_LISTENERS
				|| !isHibernatesOwn(groups.eventListenerGroup_FLUSH_ENTITY)
				|| factory.getCustomEntityDirtinessStrategy().getClass() != DefaultCustomEntityDirtinessStrategy.class;
	}

	@SuppressWarnings("deprecation")
	private static boolean isHibernatesOwn(EventListenerGroup<FlushEntityEventListener> group) {
		return group.count() == 1
				&& group.listeners().iterator().next().getClass() == DefaultFlushEntityEventListener.class;
	}

}
