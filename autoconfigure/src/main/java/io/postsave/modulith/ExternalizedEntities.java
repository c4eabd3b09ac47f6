package io.postsave.modulith;

import java.util.Map;

import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.Externalized;
import org.springframework.modulith.events.RoutingTarget;
import org.springframework.util.StringUtils;

/**
 * Sends events of entities that are annotated with {@link Externalized @Externalized} to
 * other processes, beside the events that the application sends itself. What is sent is
 * the stored form as an object, for the transport to encode; its key is the identifier,
 * so that a broker that keeps the order of a key keeps that of a row.
 */
final class ExternalizedEntities implements EventExternalizationConfiguration {

	private static final String KEY_SEPARATOR = "::";

	private static final String EXPRESSION = "#{";

	private final EventExternalizationConfiguration others;

	private final StoredEvents events;

	private final JsonMapper json = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

	/**
	 * Creates the configuration.
	 * @param others decides of all other events
	 * @param events what is sent of events of ours
	 */
	ExternalizedEntities(EventExternalizationConfiguration others, StoredEvents events) {
		this.others = others;
		this.events = events;
	}

	/**
	 * Whether the writes of an entity class are sent.
	 */
	static boolean isExternalized(Class<?> entityType) {
		return AnnotatedElementUtils.hasAnnotation(entityType, Externalized.class);
	}

	/**
	 * What cannot be read is not sent: an exception keeps it, where a refusal would
	 * complete it.
	 */
	@Override
	public boolean supports(Object event) {
		if (event instanceof UnreadableEvent unreadable) {
			throw unreadable.exception();
		}
		return isOurs(event) || this.others.supports(event);
	}

	@Override
	public Object map(Object event) {
		Object mapped = isOurs(event) ? event : this.others.map(event);
		return (mapped instanceof PostWriteEvent<?> write) ? this.events.write(write) : mapped;
	}

	private static boolean isOurs(Object event) {
		return event instanceof PostWriteEvent<?> write && isExternalized(write.getEntityType());
	}

	@Override
	public RoutingTarget determineTarget(Object event) {
		if (!(event instanceof PostWriteEvent<?> write) || !isExternalized(write.getEntityType())) {
			return this.others.determineTarget(event);
		}
		String annotated = targetOf(write.getEntityType());
		int separator = annotated.indexOf(KEY_SEPARATOR);
		String target = (separator < 0) ? annotated : annotated.substring(0, separator);
		String key = (separator < 0) ? "" : annotated.substring(separator + KEY_SEPARATOR.length());
		return RoutingTarget.forTarget(StringUtils.hasText(target) ? target.trim() : write.getEntityType().getName())
			.andKey(StringUtils.hasText(key) ? key.trim() : literal(keyOf(this.events.writeId(write))));
	}

	private static String targetOf(Class<?> entityType) {
		Externalized annotation = AnnotatedElementUtils.findMergedAnnotation(entityType, Externalized.class);
		return (annotation != null) ? annotation.target() : "";
	}

	private String keyOf(@Nullable Object id) {
		return (id instanceof Map<?, ?> parts) ? this.json.writeValueAsString(parts) : String.valueOf(id);
	}

	/**
	 * An identifier is no expression, whatever it looks like.
	 */
	private static String literal(String key) {
		return key.contains(EXPRESSION) ? EXPRESSION + "'" + key.replace("'", "''") + "'}" : key;
	}

	@Override
	public Map<String, Object> getHeadersFor(Object event) {
		return this.others.getHeadersFor(event);
	}

	@Override
	public boolean serializeExternalization() {
		return this.others.serializeExternalization();
	}

}
