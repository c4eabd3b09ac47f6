package io.postsave.integration.durable;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;

/**
 * What listeners were called with, which fail as often as a test says.
 */
final class Mailbox {

	private final List<Letter> calls = new CopyOnWriteArrayList<>();

	private final List<Letter> delivered = new CopyOnWriteArrayList<>();

	private final AtomicInteger failures = new AtomicInteger();

	Mailbox failing(int calls) {
		this.failures.set(calls);
		return this;
	}

	Mailbox alwaysFailing() {
		return failing(Integer.MAX_VALUE);
	}

	void deliver(String listener, PostWriteEvent<?> event) {
		Letter letter = new Letter(listener, event.getEventId(), event.getId(), kindOf(event));
		this.calls.add(letter);
		if (this.failures.getAndUpdate((left) -> Math.max(left - 1, 0)) > 0) {
			throw new IllegalStateException("The mail server is down");
		}
		this.delivered.add(letter);
	}

	private static String kindOf(PostWriteEvent<?> event) {
		if (event instanceof PostDeleteEvent) {
			return "deleted";
		}
		return (event instanceof PostSaveEvent.Created) ? "created" : "updated";
	}

	/**
	 * Return all calls, those that failed included.
	 */
	List<Letter> calls() {
		return this.calls;
	}

	List<Letter> delivered() {
		return this.delivered;
	}

	List<@Nullable Object> ids() {
		return this.delivered.stream().<@Nullable Object>map(Letter::id).toList();
	}

	/**
	 * What a listener was called with.
	 *
	 * @param listener the listener
	 * @param event what names the event
	 * @param id the identifier of the row
	 * @param kind what was done to it
	 */
	record Letter(String listener, UUID event, @Nullable Object id, String kind) {
	}

}
