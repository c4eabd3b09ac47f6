package io.postsave;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;
import org.springframework.util.Assert;

/**
 * Tells that a row was written for an entity, either {@link Created created} or
 * {@link Updated updated}. Listen to it with
 * {@link org.springframework.context.event.EventListener @EventListener}; the type
 * argument selects the entity class, as Java's generics say: {@code PostSaveEvent<Order>}
 * is told of orders alone, {@code PostSaveEvent<? extends Order>} of its subclasses too,
 * and {@code PostSaveEvent<?>} of everything. A method with a {@link java.util.List} of
 * them is called once for all. {@link InTransaction @InTransaction},
 * {@link AfterCommit @AfterCommit} and {@link WhenChanged @WhenChanged} choose further.
 * <p>
 * An event is immutable; the entity that it carries is the application's own instance.
 * Events cannot be serialized by Java. An event that a test makes knows the fields of its
 * entity alone, whatever is said here of persistence units and mappings.
 *
 * @param <T> the entity class
 * @since 0.1.0
 */
public abstract sealed class PostSaveEvent<T> extends ApplicationEvent implements ResolvableTypeProvider {

	private static final long serialVersionUID = 1L;

	private final transient Class<T> entityType;

	private final transient @Nullable Object id;

	private final transient String persistenceUnit;

	private final transient AttributeChanges changes;

	PostSaveEvent(T entity, Class<T> entityType, @Nullable Object id, String persistenceUnit,
			AttributeChanges changes) {
		super(requireEntity(entity));
		Assert.notNull(entityType, "'entityType' must not be null");
		Assert.notNull(persistenceUnit, "'persistenceUnit' must not be null");
		Assert.notNull(changes, "'changes' must not be null");
		this.entityType = entityType;
		this.id = id;
		this.persistenceUnit = persistenceUnit;
		this.changes = changes;
	}

	private static <T> Object requireEntity(T entity) {
		Assert.notNull(entity, "'entity' must not be null");
		return entity;
	}

	/**
	 * Return the saved entity. Told in the transaction, it is managed by the session that
	 * wrote it, and what a listener changes of it is written, unless that session is
	 * stateless or was cleared meanwhile, or somebody has removed the entity. Told after
	 * the commit, it is written no more by that transaction, and may be detached.
	 * @return the instance that was written, the last one if several writes of a row are
	 * told as one; never a proxy
	 */
	@SuppressWarnings("unchecked")
	public T getEntity() {
		return (T) getSource();
	}

	/**
	 * Return the class of the entity.
	 * @return the entity class, never that of a proxy
	 */
	public Class<T> getEntityType() {
		return this.entityType;
	}

	/**
	 * Return the identifier of the entity.
	 * @return the identifier as it was written; {@code null} only in events that a test
	 * makes without one
	 */
	public @Nullable Object getId() {
		return this.id;
	}

	/**
	 * Return the name of the persistence unit that the entity belongs to.
	 * @return the name, {@code "default"} for Spring Boot's own unit and for one that has
	 * no name
	 */
	public String getPersistenceUnit() {
		return this.persistenceUnit;
	}

	/**
	 * Whether the row was inserted.
	 * @return {@code true} for {@link Created}, {@code false} for {@link Updated}
	 */
	public abstract boolean isCreated();

	/**
	 * Return what was changed, as of the moment of the write: for a created entity all
	 * attributes that are not {@code null}, for an updated one those that were dirty and
	 * those that the database generated anew. If several writes of a row are told as one,
	 * each change is from the first old to the last new value. The identifier, the
	 * version and collections are never among them. Where the bytecode of entities is
	 * enhanced, a lazy attribute that was not loaded has no known old value: if it was
	 * set all the same, its change is from {@code null}. Loading it later changes no
	 * event.
	 * @return an unmodifiable map from attribute names to their change, in the order of
	 * Hibernate's mapping; empty where the changes are {@link #isChangesKnown() unknown},
	 * or where an update was of none of these
	 */
	public Map<String, AttributeChange> getChanges() {
		return this.changes.toMap();
	}

	/**
	 * Whether {@link #getChanges()} tells what was changed.
	 * @return {@code false} for an update whose old state had not been loaded
	 */
	public boolean isChangesKnown() {
		return this.changes.isKnown();
	}

	/**
	 * Whether the attribute was changed. A listener that hears of nothing else is better
	 * annotated with {@link WhenChanged @WhenChanged}.
	 * @param attribute the name of an attribute
	 * @return {@code true} if it was changed, or if the entity has it as an attribute
	 * that can change and the changes are unknown; {@code false} if it was not changed,
	 * or if only other entities have such an attribute
	 * @throws IllegalArgumentException if no entity of the persistence unit has an
	 * attribute of that name, or if it is this entity's identifier (or a part of it),
	 * version or inverse collection and no other entity has it as an attribute that can
	 * change: these are never among the changes
	 */
	public boolean hasChanged(String attribute) {
		return this.changes.contains(attribute);
	}

	/**
	 * Names the event without the entity's content.
	 */
	@Override
	public String toString() {
		return "PostSaveEvent." + getClass().getSimpleName() + "<" + this.entityType.getSimpleName() + ">[id=" + this.id
				+ ", persistenceUnit=" + this.persistenceUnit + "]";
	}

	private void writeObject(ObjectOutputStream stream) throws NotSerializableException {
		throw new NotSerializableException(getClass().getName());
	}

	private static ClassValue<ResolvableType> resolvableTypes(Class<?> eventType) {
		return new ClassValue<>() {

			@Override
			protected ResolvableType computeValue(Class<?> entityType) {
				return ResolvableType.forClassWithGenerics(eventType, ResolvableType.forClass(entityType));
			}

		};
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
		 * @param changes the inserted values
		 * @throws IllegalArgumentException if anything but the identifier is {@code null}
		 */
		public Created(T entity, Class<T> entityType, @Nullable Object id, String persistenceUnit,
				AttributeChanges changes) {
			super(entity, entityType, id, persistenceUnit, changes);
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
		 * @param changes what the update changed
		 * @throws IllegalArgumentException if anything but the identifier is {@code null}
		 */
		public Updated(T entity, Class<T> entityType, @Nullable Object id, String persistenceUnit,
				AttributeChanges changes) {
			super(entity, entityType, id, persistenceUnit, changes);
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
