package io.postsave.benchmark;

import java.util.concurrent.atomic.LongAdder;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What applications write themselves: a default entity listener that publishes a generic
 * event from within JPA's callback.
 */
final class HandWritten {

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
	record Typed(LongAdder calls) {

		@EventListener
		void saved(EntitySaved<PlainArticle> event) {
			this.calls.increment();
		}

	}

	/**
	 * Created and updated told apart by a condition.
	 */
	record Conditional(LongAdder calls) {

		@EventListener(condition = "#event.created or #event.entity.stock > 0")
		void saved(EntitySaved<PlainArticle> event) {
			this.calls.increment();
		}

	}

	/**
	 * Told after the commit.
	 */
	record Transactional(LongAdder calls) {

		@TransactionalEventListener
		void saved(EntitySaved<PlainArticle> event) {
			this.calls.increment();
		}

	}

}
