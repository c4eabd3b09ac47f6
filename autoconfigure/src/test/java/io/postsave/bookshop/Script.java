package io.postsave.bookshop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.postsave.PostSaveEvent;

import org.springframework.context.event.EventListener;

/**
 * A listener that hears everything, remembers it, and does what a test tells it to.
 */
public class Script {

	private final List<PostSaveEvent<?>> heard = Collections.synchronizedList(new ArrayList<>());

	private final Map<Class<?>, Consumer<Object>> created = new LinkedHashMap<>();

	private final Map<Class<?>, Consumer<Object>> updated = new LinkedHashMap<>();

	@EventListener
	void on(PostSaveEvent<?> event) {
		this.heard.add(event);
		Consumer<Object> action = (event.isCreated() ? this.created : this.updated).get(event.getEntityType());
		if (action != null) {
			action.accept(event.getEntity());
		}
	}

	@SuppressWarnings("unchecked")
	public <T> void onCreated(Class<T> type, Consumer<T> action) {
		this.created.put(type, (Consumer<Object>) action);
	}

	@SuppressWarnings("unchecked")
	public <T> void onUpdated(Class<T> type, Consumer<T> action) {
		this.updated.put(type, (Consumer<Object>) action);
	}

	public List<PostSaveEvent<?>> heard() {
		return List.copyOf(this.heard);
	}

	/**
	 * What was heard, as {@code +Type} for a created and {@code ~Type} for an updated
	 * entity.
	 */
	public List<String> lines() {
		return heard().stream()
			.map((event) -> (event.isCreated() ? "+" : "~") + event.getEntityType().getSimpleName())
			.toList();
	}

	public void reset() {
		this.heard.clear();
		this.created.clear();
		this.updated.clear();
	}

}
