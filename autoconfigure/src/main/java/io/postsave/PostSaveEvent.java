package io.postsave;

import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Tells that a row was written for an entity, either {@link Created created} or
 * {@link Updated updated}. {@link PostWriteEvent} says what it carries, and how it is
 * listened to.
 *
 * @param <T> the entity class
 * @since 0.1.0
 */
public abstract sealed class PostSaveEvent<T> extends PostWriteEvent<T> {

	private static final long serialVersionUID = 1L;

	PostSaveEvent(T entity, Class<T> entityType, @Nullable Object id, String persistenceUnit, WriteDetails details) {
		super(entity, entityType, id, persistenceUnit, details);
	}

	PostSaveEvent(Supplier<? extends T> entity, Class<T> entityType, Object id, String persistenceUnit,
			WriteDetails details, Instant occurredAt) {
		super(entity, entityType, id, persistenceUnit, details, occurredAt);
	}

	/**
	 * Whether the row was inserted.
	 * @return {@code true} for {@link Created}, {@code false} for {@link Updated}
	 */
	public abstract boolean isCreated();

	@Override
	String name() {
		return "PostSaveEvent." + getClass().getSimpleName();
	}

	/**
	 * Tells that a row was inserted.
	 *
	 * @param <T> the entity class
	 * @since 0.1.0
	 */
	public static final class Created<T> extends PostSaveEvent<T> {

		private static final long serialVersionUID = 1L;

		private static final ClassValue<ResolvableType> RESOLVABLE_TYPES = resolvableTypes(Created.class);

		/**
		 * Creates an event. Applications are told of events and need not create any.
		 * @param entity the inserted entity
		 * @param entityType its class
		 * @param id its identifier
		 * @param persistenceUnit the name of its persistence unit
		 * @param details the inserted values
		 * @throws IllegalArgumentException if anything but the identifier is {@code null}
		 */
		public Created(T entity, Class<T> entityType, @Nullable Object id, String persistenceUnit,
				WriteDetails details) {
			super(entity, entityType, id, persistenceUnit, details);
		}

		/**
		 * Creates an event whose entity is loaded when it is asked for. Applications are
		 * told of events and need not create any.
		 * @param entity returns the entity, always the same one
		 * @param entityType its class
		 * @param id its identifier
		 * @param persistenceUnit the name of its persistence unit
		 * @param details what the write changed
		 * @param occurredAt when it was written
		 * @throws IllegalArgumentException if anything is {@code null}
		 */
		public Created(Supplier<? extends T> entity, Class<T> entityType, Object id, String persistenceUnit,
				WriteDetails details, Instant occurredAt) {
			super(entity, entityType, id, persistenceUnit, details, occurredAt);
		}

		@Override
		public boolean isCreated() {
			return true;
		}

		@Override
		public ResolvableType getResolvableType() {
			return RESOLVABLE_TYPES.get(getEntityType());
		}

	}

	/**
	 * Tells that a row was updated.
	 *
	 * @param <T> the entity class
	 * @since 0.1.0
	 */
	public static final class Updated<T> extends PostSaveEvent<T> {

		private static final long serialVersionUID = 1L;

		private static final ClassValue<ResolvableType> RESOLVABLE_TYPES = resolvableTypes(Updated.class);

		/**
		 * Creates an event. Applications are told of events and need not create any.
		 * @param entity the updated entity
		 * @param entityType its class
		 * @param id its identifier
		 * @param persistenceUnit the name of its persistence unit
		 * @param details what the update changed
		 * @throws IllegalArgumentException if anything but the identifier is {@code null}
		 */
		public Updated(T entity, Class<T> entityType, @Nullable Object id, String persistenceUnit,
				WriteDetails details) {
			super(entity, entityType, id, persistenceUnit, details);
		}

		/**
		 * Creates an event whose entity is loaded when it is asked for. Applications are
		 * told of events and need not create any.
		 * @param entity returns the entity, always the same one
		 * @param entityType its class
		 * @param id its identifier
		 * @param persistenceUnit the name of its persistence unit
		 * @param details what the write changed
		 * @param occurredAt when it was written
		 * @throws IllegalArgumentException if anything is {@code null}
		 */
		public Updated(Supplier<? extends T> entity, Class<T> entityType, Object id, String persistenceUnit,
				WriteDetails details, Instant occurredAt) {
			super(entity, entityType, id, persistenceUnit, details, occurredAt);
		}

		@Override
		public boolean isCreated() {
			return false;
		}

		@Override
		public ResolvableType getResolvableType() {
			return RESOLVABLE_TYPES.get(getEntityType());
		}

	}

}
