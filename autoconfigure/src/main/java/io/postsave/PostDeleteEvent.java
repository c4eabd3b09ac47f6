package io.postsave;

import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Tells that the row of an entity was deleted, when the flush has executed that: a query
 * no longer finds it. The entity was removed by the application, by a cascade or as an
 * orphan; rows that a bulk statement or the database itself deletes are not told.
 * <p>
 * {@link #getEntity()} is the removed instance. If it was removed by a reference that had
 * not been loaded, it is that reference, which can be asked for its identifier alone: its
 * row cannot be loaded any more. {@link #getChanges()} are then {@link #isChangesKnown()
 * unknown}; else they are all attributes that the row had, from their old value to
 * {@code null}.
 *
 * @param <T> the entity class
 * @since 0.1.0
 */
public final class PostDeleteEvent<T> extends PostWriteEvent<T> {

	private static final long serialVersionUID = 1L;

	private static final ClassValue<ResolvableType> RESOLVABLE_TYPES = resolvableTypes(PostDeleteEvent.class);

	/**
	 * Creates an event. Applications are told of events and need not create any.
	 * @param entity the deleted entity
	 * @param entityType its class
	 * @param id its identifier
	 * @param persistenceUnit the name of its persistence unit
	 * @param details the values that the row had
	 * @throws IllegalArgumentException if anything but the identifier is {@code null}
	 */
	public PostDeleteEvent(T entity, Class<T> entityType, @Nullable Object id, String persistenceUnit,
			WriteDetails details) {
		super(entity, entityType, id, persistenceUnit, details);
	}

	/**
	 * Creates an event whose entity is made when it is asked for. Applications are told
	 * of events and need not create any.
	 * @param entity returns a reference to the entity, always the same one
	 * @param entityType its class
	 * @param id its identifier
	 * @param persistenceUnit the name of its persistence unit
	 * @param details the values that the row had
	 * @param occurredAt when it was deleted
	 * @throws IllegalArgumentException if anything is {@code null}
	 */
	public PostDeleteEvent(Supplier<? extends T> entity, Class<T> entityType, Object id, String persistenceUnit,
			WriteDetails details, Instant occurredAt) {
		super(entity, entityType, id, persistenceUnit, details, occurredAt);
	}

	@Override
	String name() {
		return "PostDeleteEvent";
	}

	@Override
	public ResolvableType getResolvableType() {
		return RESOLVABLE_TYPES.get(getEntityType());
	}

}
