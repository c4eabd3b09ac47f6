package io.postsave.benchmark;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Listens to Hibernate itself, without Spring's events.
 */
@Configuration(proxyBeanMethods = false)
class HibernateListening {

	@Bean
	SmartInitializingSingleton rowListenerRegistration(EntityManagerFactory entityManagerFactory, Hearing hearing) {
		return () -> {
			EventListenerRegistry registry = entityManagerFactory.unwrap(SessionFactoryImplementor.class)
				.getEventEngine()
				.getListenerRegistry();
			RowListener listener = new RowListener(hearing);
			registry.appendListeners(EventType.POST_INSERT, listener);
			registry.appendListeners(EventType.POST_UPDATE, listener);
		};
	}

	/**
	 * Hears of the rows of plain articles.
	 */
	@SuppressWarnings("serial")
	private record RowListener(Hearing hearing) implements PostInsertEventListener, PostUpdateEventListener {

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
				this.hearing.heard();
			}
		}

		@Override
		public boolean requiresPostCommitHandling(EntityPersister persister) {
			return false;
		}

	}

}
