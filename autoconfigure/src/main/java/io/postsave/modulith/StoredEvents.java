package io.postsave.modulith;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Supplier;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import io.postsave.PostWriteEvent;
import io.postsave.WriteDetails;
import io.postsave.hibernate.StoredEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Events in the form in which they are stored and sent: what happened to which row, and
 * never the entity. Events that are restored remember what they were restored from, so
 * that they are stored again as they were.
 */
final class StoredEvents {

	private static final int VERSION = 1;

	private final MappedEntities entities;

	private final RegistryColumn column;

	/** No event equals another one. */
	private final Map<PostWriteEvent<?>, Map<String, @Nullable Object>> restored = Collections
		.synchronizedMap(new WeakHashMap<>());

	/**
	 * Creates the events.
	 * @param entities the entities that units map
	 * @param column where they are stored
	 */
	StoredEvents(MappedEntities entities, RegistryColumn column) {
		this.entities = entities;
		this.column = column;
	}

	/**
	 * Whether the event has been restored from what was stored.
	 */
	boolean isRestored(PostWriteEvent<?> event) {
		return this.restored.containsKey(event);
	}

	/**
	 * Whether stored events can be read at all, as they cannot if nobody is told of any.
	 */
	boolean areReadable() {
		return this.entities.areKnown();
	}

	/**
	 * Return an event as it is stored.
	 * @param event the event
	 * @return a map that every format of data can write, in the order in which it is read
	 */
	Map<String, @Nullable Object> write(PostWriteEvent<?> event) {
		Map<String, @Nullable Object> known = this.restored.get(event);
		if (known != null) {
			return known;
		}
		StoredEntity entity = entityOf(event);
		Map<String, @Nullable Object> plain = new LinkedHashMap<>();
		plain.put("v", VERSION);
		plain.put("event", event.getEventId().toString());
		plain.put("unit", event.getPersistenceUnit());
		plain.put("type", event.getEntityType().getName());
		plain.put("id", entity.writeId(event.getId()));
		plain.put("version", entity.writeVersion(event.getVersion()));
		plain.put("kind", Kind.of(event).text);
		plain.put("occurredAt", Instant.ofEpochMilli(event.getTimestamp()).toString());
		plain.put("changes", event.isChangesKnown() ? entity.writeChanges(event.getChanges()) : null);
		return this.column.fitting(plain);
	}

	/**
	 * Return the identifier of an event's entity as it is stored.
	 */
	@Nullable Object writeId(PostWriteEvent<?> event) {
		Map<String, @Nullable Object> known = this.restored.get(event);
		return (known != null) ? known.get("id") : entityOf(event).writeId(event.getId());
	}

	private StoredEntity entityOf(PostWriteEvent<?> event) {
		StoredEntity entity = this.entities.find(event.getPersistenceUnit(), event.getEntityType().getName());
		if (entity == null) {
			throw new IllegalStateException("Persistence unit '" + event.getPersistenceUnit() + "' maps no entity "
					+ event.getEntityType().getName() + ", so that an event of it cannot be stored");
		}
		return entity;
	}

	/**
	 * Return a stored event. Its entity is loaded when it is first asked for.
	 * @param plain what was stored
	 * @return the event, or an {@link UnreadableEvent} in its place
	 */
	Object restore(Map<String, @Nullable Object> plain) {
		try {
			PostWriteEvent<?> event = read(plain, null);
			this.restored.put(event, plain);
			return event;
		}
		catch (RuntimeException ex) {
			return new UnreadableEvent("'" + plain.get("type") + "' in persistence unit '" + plain.get("unit") + "'",
					String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Return an event as a listener is called with it, the same in each delivery: its
	 * entity is loaded when it is first asked for, but that a deleted one is the removed
	 * instance where it is there.
	 */
	PostWriteEvent<?> delivered(PostWriteEvent<?> event) {
		boolean removedInstance = event instanceof PostDeleteEvent && !isRestored(event);
		return read(write(event), removedInstance ? event::getEntity : null);
	}

	private PostWriteEvent<?> read(Map<String, @Nullable Object> plain, @Nullable Supplier<Object> entity) {
		if (!Integer.valueOf(VERSION).equals(plain.get("v"))) {
			throw new IllegalArgumentException(
					"it is of version " + plain.get("v") + " of the format, and only " + VERSION + " is known");
		}
		String unit = text(plain, "unit");
		StoredEntity stored = this.entities.find(unit, text(plain, "type"));
		if (stored == null) {
			throw new IllegalArgumentException("the unit maps no such entity. If its class was renamed, say "
					+ "'post-save.modulith.type-aliases.[" + plain.get("type") + "]=<present name>'");
		}
		Object id = stored.readId(plain.get("id"));
		Kind kind = Kind.of(text(plain, "kind"));
		WriteDetails details = new StoredDetails(stored, UUID.fromString(text(plain, "event")), plain.get("version"),
				(plain.get("changes") instanceof Map<?, ?> changes) ? changes : null);
		Supplier<Object> load = (entity != null) ? entity : SingletonSupplier
			.of(() -> (kind == Kind.DELETED) ? stored.reference(id) : this.entities.load(stored, id, unit))::obtain;
		return kind.event(load, stored.javaType(), id, unit, details, Instant.parse(text(plain, "occurredAt")));
	}

	private static String text(Map<String, @Nullable Object> plain, String name) {
		if (plain.get(name) instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException("'" + name + "' is missing");
	}

	/**
	 * What was done to the row.
	 */
	private enum Kind {

		CREATED("created"), UPDATED("updated"), DELETED("deleted");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		static Kind of(PostWriteEvent<?> event) {
			if (event instanceof PostSaveEvent<?> save) {
				return save.isCreated() ? CREATED : UPDATED;
			}
			return DELETED;
		}

		static Kind of(String text) {
			for (Kind kind : values()) {
				if (kind.text.equals(text)) {
					return kind;
				}
			}
			throw new IllegalArgumentException("'" + text + "' is no kind of writes");
		}

		@SuppressWarnings("unchecked")
		<T> PostWriteEvent<T> event(Supplier<Object> entity, Class<T> type, Object id, String unit,
				WriteDetails details, Instant occurredAt) {
			Supplier<T> typed = () -> (T) entity.get();
			return switch (this) {
				case CREATED -> new PostSaveEvent.Created<>(typed, type, id, unit, details, occurredAt);
				case UPDATED -> new PostSaveEvent.Updated<>(typed, type, id, unit, details, occurredAt);
				case DELETED -> new PostDeleteEvent<>(typed, type, id, unit, details, occurredAt);
			};
		}

	}

}
