package io.postsave.benchmark;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What applications write themselves: a default entity listener that publishes a generic
 * event from within JPA's callback.
 */
final class HandWritten {

	static final String MAPPING_FILE = "io/postsave/benchmark/hand-written-orm.xml";

	private HandWritten() {
	}

	/**
	 * The event, as Spring's reference guide has it.
	 *
	 * @param <T> the class of the entity
	 */
	@SuppressWarnings("serial")
	static final class EntitySaved<T> extends ApplicationEvent implements ResolvableTypeProvider {

		private final boolean created;

		EntitySaved(T entity, boolean created) {
			super(entity);
			this.created = created;
		}

		@SuppressWarnings("unchecked")
		public T getEntity() {
			return (T) getSource();
		}

		public boolean isCreated() {
			return this.created;
		}

		@Override
		public ResolvableType getResolvableType() {
			return ResolvableType.forClassWithGenerics(getClass(), ResolvableType.forInstance(getSource()));
		}

	}

	/**
	 * The bridge.
	 */
	static final class Bridge {

		private final ApplicationEventPublisher publisher;

		Bridge(ApplicationEventPublisher publisher) {
			this.publisher = publisher;
		}

		@PostPersist
		void created(Object entity) {
			this.publisher.publishEvent(new EntitySaved<>(entity, true));
		}

		@PostUpdate
		void updated(Object entity) {
			this.publisher.publishEvent(new EntitySaved<>(entity, false));
		}

	}

	/**
	 * One typed listener.
	 */
	@Configuration(proxyBeanMethods = false)
	record Typed(Hearing hearing) {

		@EventListener
		void saved(EntitySaved<PlainArticle> event) {
			this.hearing.heard();
		}

	}

	/**
	 * Created and updated told apart by a condition.
	 */
	@Configuration(proxyBeanMethods = false)
	record Conditional(Hearing hearing) {

		@EventListener(condition = "#event.created or #event.entity.stock > 0")
		void saved(EntitySaved<PlainArticle> event) {
			this.hearing.heard();
		}

	}

	/**
	 * Told after the commit.
	 */
	@Configuration(proxyBeanMethods = false)
	record Transactional(Hearing hearing) {

		@TransactionalEventListener
		void saved(EntitySaved<PlainArticle> event) {
			this.hearing.heard();
		}

	}

}
