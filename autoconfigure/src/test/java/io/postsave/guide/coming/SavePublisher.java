package io.postsave.guide.coming;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What everybody writes by hand, an entity listener that publishes.
 */
@Component
class SavePublisher {

	private final ApplicationEventPublisher publisher;

	SavePublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@PostPersist
	void created(Object entity) {
		this.publisher.publishEvent(new Saved<>(entity, true));
	}

	@PostUpdate
	void updated(Object entity) {
		this.publisher.publishEvent(new Saved<>(entity, false));
	}

}
