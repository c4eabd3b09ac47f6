package io.postsave.listener;

import java.util.function.Consumer;

import io.postsave.PostSaveEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.NamedThreadLocal;
import org.springframework.util.Assert;

/**
 * Publishes events in the transaction where there are listener methods that are called
 * after the commit: they can tell them from events that the application publishes itself.
 */
public final class InTransactionPublication implements Consumer<PostSaveEvent<?>> {

	private final ApplicationEventPublisher publisher;

	private final ThreadLocal<@Nullable PostSaveEvent<?>> published = new NamedThreadLocal<>(
			"Save event that is being published in the transaction");

	/**
	 * Creates the publication.
	 * @param publisher where the events go
	 */
	public InTransactionPublication(ApplicationEventPublisher publisher) {
		Assert.notNull(publisher, "'publisher' must not be null");
		this.publisher = publisher;
	}

	/**
	 * Publishes an event.
	 * @param event the event
	 */
	@Override
	public void accept(PostSaveEvent<?> event) {
		PostSaveEvent<?> outer = this.published.get();
		this.published.set(event);
		try {
			this.publisher.publishEvent(event);
		}
		finally {
			this.published.set(outer);
		}
	}

	boolean isPublishing(ApplicationEvent event) {
		return this.published.get() == event;
	}

}
