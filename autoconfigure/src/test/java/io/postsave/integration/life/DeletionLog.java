package io.postsave.integration.life;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.library.life.Living;
import org.hibernate.Hibernate;

import org.springframework.context.event.EventListener;

/**
 * A listener that hears everything, remembers it, and does what a test tells it to.
 */
class DeletionLog {

	private final List<PostWriteEvent<?>> events = Collections.synchronizedList(new ArrayList<>());

	private final Map<String, Runnable> actions = new HashMap<>();

	@EventListener
	void on(PostWriteEvent<?> event) {
		this.events.add(event);
		this.actions.getOrDefault(describe(event), () -> {
		}).run();
	}

	/**
	 * Has the listener do something when it is told of a line.
	 */
	void on(String line, Runnable action) {
		this.actions.put(line, action);
	}

	List<PostWriteEvent<?>> events() {
		return List.copyOf(this.events);
	}

	/**
	 * What was heard: {@code +Plant rose} of a created, {@code ~Plant rose} of an updated
	 * and {@code -Plant rose} of a deleted entity, {@code -Plant ?} if it was removed by
	 * a reference.
	 */
	List<String> lines() {
		return events().stream().map(DeletionLog::describe).toList();
	}

	void reset() {
		this.events.clear();
		this.actions.clear();
	}

	static String describe(PostWriteEvent<?> event) {
		return signOf(event) + event.getEntityType().getSimpleName() + " " + nameOf(event.getEntity());
	}

	private static String signOf(PostWriteEvent<?> event) {
		if (event instanceof PostSaveEvent<?> save) {
			return save.isCreated() ? "+" : "~";
		}
		return (event instanceof PostDeleteEvent<?>) ? "-" : "!";
	}

	private static String nameOf(Object entity) {
		if (!Hibernate.isInitialized(entity)) {
			return "?";
		}
		return (entity instanceof Living living) ? living.getName() : "";
	}

}
