package io.postsave.listener;

import io.postsave.PostSaveEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes events in the transaction for those who want them there, so that listener
 * methods that are called after the commit can tell them from events that the application
 * publishes itself.
 */
public final class InTransactionPublication {

	private final ThreadLocal<@Nullable PostSaveEvent<?>> published = new ThreadLocal<>();

	/**
	 * Publishes an event.
	 * @param publisher where it goes
	 * @param event the event
	 */
	public void publish(ApplicationEventPublisher publisher, PostSaveEvent<?> event) {
		PostSaveEvent<?> outer = this.published.get();
		this.published.set(event);
		try {
			publisher.publishEvent(event);
		}
		finally {
			this.published.set(outer);
		}
	}

	boolean isPublishing(ApplicationEvent event) {
		return this.published.get() == event;
	}

}
