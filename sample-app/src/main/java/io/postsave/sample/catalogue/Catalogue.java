package io.postsave.sample.catalogue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * What the other application has heard of the shop's books, the newest first. An event
 * may come twice, and is known by its id.
 */
@Component
@Profile("kafka")
class Catalogue {

	static final String TOPIC = "books";

	private static final int REMEMBERED = 100;

	private final JsonMapper json;

	private final Set<String> known = new LinkedHashSet<>();

	private final Deque<Entry> entries = new ArrayDeque<>();

	Catalogue(JsonMapper json) {
		this.json = json;
	}

	@KafkaListener(topics = TOPIC, groupId = "catalogue")
	synchronized void hear(String message) {
		BookEvent event = this.json.readValue(message, BookEvent.class);
		if (this.known.add(event.event())) {
			this.entries.addFirst(new Entry(event.id(), event.kind(), event.title(), event.occurredAt()));
		}
		if (this.entries.size() > REMEMBERED) {
			this.entries.removeLast();
			this.known.remove(this.known.iterator().next());
		}
	}

	synchronized List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * What another application reads of a message.
	 *
	 * @param event what names the event
	 * @param id the identifier of the book
	 * @param kind what was done with it
	 * @param occurredAt when that was
	 * @param changes the old and new values of its attributes
	 */
	record BookEvent(String event, long id, String kind, Instant occurredAt,
			@Nullable Map<String, List<@Nullable Object>> changes) {

		@Nullable Object title() {
			List<@Nullable Object> title = (this.changes != null) ? this.changes.get("title") : null;
			return (title == null) ? null : (title.get(1) != null) ? title.get(1) : title.get(0);
		}

	}

	/**
	 * An event as it is shown.
	 *
	 * @param id the identifier of the book
	 * @param kind what was done with it
	 * @param title its title, {@code null} where that was not changed
	 * @param at when that was
	 */
	record Entry(long id, String kind, @Nullable Object title, Instant at) {
	}

}
