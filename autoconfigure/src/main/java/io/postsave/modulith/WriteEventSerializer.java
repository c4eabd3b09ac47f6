package io.postsave.modulith;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.PostWriteEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.modulith.events.core.EventSerializer;

/**
 * Writes events of ours as JSON of what happened, and leaves all others to the
 * application's serializer.
 */
final class WriteEventSerializer implements EventSerializer {

	private static final Log logger = LogFactory.getLog(WriteEventSerializer.class);

	private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {
	};

	private final JsonMapper json = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private final EventSerializer others;

	private final StoredEvents events;

	private final Set<UnreadableEvent> unreadable = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the serializer.
	 * @param others writes all other events
	 * @param events what is written of events of ours
	 */
	WriteEventSerializer(EventSerializer others, StoredEvents events) {
		this.others = others;
		this.events = events;
	}

	@Override
	public Object serialize(Object event) {
		return (event instanceof PostWriteEvent<?> write) ? this.json.writeValueAsString(this.events.write(write))
				: this.others.serialize(event);
	}

	/**
	 * What cannot be read becomes an {@link UnreadableEvent}, which only looks like the
	 * type to the compiler: the engine treats events as objects.
	 */
	@Override
	@SuppressWarnings("unchecked")
	public <T> T deserialize(Object serialized, Class<T> type) {
		return PostWriteEvent.class.isAssignableFrom(type) ? (T) read(String.valueOf(serialized), type)
				: this.others.deserialize(serialized, type);
	}

	private Object read(String serialized, Class<?> type) {
		Object event = parse(serialized, type);
		if (event instanceof UnreadableEvent unread && this.events.areReadable() && this.unreadable.add(unread)) {
			logger.error(unread.exception().getMessage() + ". All that are stored like this stay in Spring Modulith's "
					+ "registry, and are delivered when they can be read");
		}
		return event;
	}

	private Object parse(String serialized, Class<?> type) {
		try {
			return this.events.restore(this.json.readValue(serialized, OBJECT));
		}
		catch (JacksonException | NullPointerException ex) {
			return new UnreadableEvent("a " + type.getName(), "it is no JSON object");
		}
	}

}
