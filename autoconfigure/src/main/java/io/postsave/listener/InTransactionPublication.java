package io.postsave.listener;

import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.NamedThreadLocal;
import org.springframework.util.Assert;

/**
 * Publishes events in the transaction. Adapters of listener methods can tell these events
 * from those that the application publishes itself, once there is one that has to.
 */
public final class InTransactionPublication {

	private final ApplicationEventPublisher publisher;

	private final Publications publications;

	/**
	 * Creates the publication of a context.
	 * @param publisher where the events go
	 * @param parent that of the parent context, whose listener methods hear them, too, or
	 * {@code null}
	 */
	public InTransactionPublication(ApplicationEventPublisher publisher, @Nullable InTransactionPublication parent) {
		Assert.notNull(publisher, "'publisher' must not be null");
		this.publisher = publisher;
		this.publications = (parent != null) ? parent.publications : new Publications();
	}

	/**
	 * Creates the publication of a context that has no parent.
	 * @param publisher where the events go
	 */
	public InTransactionPublication(ApplicationEventPublisher publisher) {
		this(publisher, null);
	}

	/**
	 * Publishes an event.
	 * @param event the event
	 * @return how many synchronizations were registered for it meanwhile that do nothing
	 * before the transaction has ended, as far as that is known
	 */
	public int publish(PostWriteEvent<?> event) {
		if (!this.publications.watched) {
			this.publisher.publishEvent(event);
			return 0;
		}
		Publication outer = this.publications.innermost.get();
		Publication publication = new Publication(event);
		this.publications.innermost.set(publication);
		try {
			this.publisher.publishEvent(event);
		}
		finally {
			this.publications.innermost.set(outer);
		}
		return publication.registered;
	}

	/**
	 * There is an adapter from now on that asks what is being published.
	 */
	void watch() {
		this.publications.watched = true;
	}

	boolean isPublishing(ApplicationEvent event) {
		return current(event) != null;
	}

	/**
	 * A synchronization was registered for an event that does nothing before the
	 * transaction has ended.
	 */
	void registeredForTheEnd(ApplicationEvent event) {
		Publication current = current(event);
		if (current != null) {
			current.registered++;
		}
	}

	private @Nullable Publication current(ApplicationEvent event) {
		Publication current = this.publications.innermost.get();
		return (current != null && current.event == event) ? current : null;
	}

	/**
	 * What is being published in a context and those around and within it.
	 */
	private static final class Publications {

		private final ThreadLocal<@Nullable Publication> innermost = new NamedThreadLocal<>(
				"Save event that is being published in the transaction");

		private volatile boolean watched;

	}

	/**
	 * The publication of one event.
	 */
	private static final class Publication {

		private final PostWriteEvent<?> event;

		private int registered;

		Publication(PostWriteEvent<?> event) {
			this.event = event;
		}

	}

}
