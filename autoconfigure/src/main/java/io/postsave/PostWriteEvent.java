package io.postsave;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;
import org.springframework.util.Assert;

/**
 * Tells that a row was written for an entity: {@link PostSaveEvent saved} or
 * {@link PostDeleteEvent deleted}. Listen to it with
 * {@link org.springframework.context.event.EventListener @EventListener}; the type
 * argument selects the entity class, as Java's generics say:
 * {@code PostWriteEvent<Order>} is told of orders alone,
 * {@code PostWriteEvent<? extends Order>} of its subclasses too, and
 * {@code PostWriteEvent<?>} of everything. A method with a {@link java.util.List} of them
 * is called once for all. {@link InTransaction @InTransaction},
 * {@link AfterCommit @AfterCommit} and {@link WhenChanged @WhenChanged} choose further.
 * <p>
 * An event is immutable; the entity that it carries is the application's own instance.
 * Events cannot be serialized by Java. An event that a test makes knows the fields of its
 * entity alone, whatever is said here of persistence units and mappings.
 *
 * @param <T> the entity class
 * @since 0.1.0
 */
public abstract sealed class PostWriteEvent<T> extends ApplicationEvent implements ResolvableTypeProvider
		permits PostSaveEvent, PostDeleteEvent {

	private static final long serialVersionUID = 1L;

	private final transient Class<T> entityType;

	private final transient @Nullable Object id;

	private final transient String persistenceUnit;

	private final transient WriteDetails details;

	private final transient @Nullable Supplier<? extends T> entity;

	PostWriteEvent(T entity, Class<T> entityType, @Nullable Object id, String persistenceUnit, WriteDetails details) {
		super(requireEntity(entity));
		Assert.notNull(entityType, "'entityType' must not be null");
		Assert.notNull(persistenceUnit, "'persistenceUnit' must not be null");
		Assert.notNull(details, "'details' must not be null");
		this.entityType = entityType;
		this.id = id;
		this.persistenceUnit = persistenceUnit;
		this.details = details;
		this.entity = null;
	}

	PostWriteEvent(Supplier<? extends T> entity, Class<T> entityType, Object id, String persistenceUnit,
			WriteDetails details, Instant occurredAt) {
		super(entityType, Clock.fixed(occurredAt, ZoneOffset.UTC));
		Assert.notNull(entity, "'entity' must not be null");
		Assert.notNull(id, "'id' must not be null");
		Assert.notNull(persistenceUnit, "'persistenceUnit' must not be null");
		Assert.notNull(details, "'details' must not be null");
		this.entityType = entityType;
		this.id = id;
		this.persistenceUnit = persistenceUnit;
		this.details = details;
		this.entity = entity;
	}

	private static <T> Object requireEntity(T entity) {
		Assert.notNull(entity, "'entity' must not be null");
		return entity;
	}

	/**
	 * Return the written entity. Told in the transaction, a saved one is managed by the
	 * session that wrote it, and what a listener changes of it is written, unless that
	 * session is stateless or was cleared meanwhile, or somebody has removed the entity.
	 * Told after the commit, it is written no more by that transaction, and may be
	 * detached. Told durably, a saved one is loaded when it is first asked for, in the
	 * transaction of the listener if it has one.
	 * @return the instance that was written, the last one if several writes of a row are
	 * told as one; a proxy only if it was {@linkplain PostDeleteEvent removed} by that
	 * @throws jakarta.persistence.EntityNotFoundException if it is told durably and its
	 * row is gone
	 */
	@SuppressWarnings("unchecked")
	public T getEntity() {
		return (this.entity != null) ? this.entity.get() : (T) super.getSource();
	}

	/**
	 * Return the entity, as {@link #getEntity()} does.
	 */
	@Override
	public final Object getSource() {
		return getEntity();
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
	 * Return the version of the row. Of two writes of a row that were told on different
	 * threads, the one with the higher version came later.
	 * @return the value of the {@code @Version} attribute as it was written, of a deleted
	 * row the one that it had; {@code null} if the entity has none, or if it was removed
	 * without having been loaded
	 */
	public @Nullable Object getVersion() {
		return this.details.version();
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
	 * Return what was changed, as of the moment of the write: for a created entity all
	 * attributes that are not {@code null}, for an updated one those that were dirty and
	 * those that the database generated anew, for a deleted one all attributes that were
	 * not {@code null}, each to {@code null}. Collections that are stored in tables of
	 * their own or by a join column are among them, with their old and new elements, but
	 * those that are empty when an entity is created. If several writes of a row are told
	 * as one, each change is from the first old to the last new value. The identifier,
	 * the version and inverse ({@code mappedBy}) collections are never among them.
	 * <p>
	 * What had not been loaded has no known old value: an attribute or a collection that
	 * was set all the same changes from {@code null}, and a deleted entity's are left
	 * out. Loading it later changes no event.
	 * @return an unmodifiable map from attribute names to their change, in the order of
	 * Hibernate's mapping; empty where the changes are {@link #isChangesKnown() unknown},
	 * or where an update was of none of these
	 */
	public Map<String, AttributeChange> getChanges() {
		return this.details.toMap();
	}

	/**
	 * Whether {@link #getChanges()} tells what was changed.
	 * @return {@code false} for an update or deletion whose old state had not been loaded
	 */
	public boolean isChangesKnown() {
		return this.details.isKnown();
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
		return this.details.contains(attribute);
	}

	/**
	 * Return what names this event, such as to do once what is to be done once: it is the
	 * same in every delivery of the event to whatever listener, and no other event has
	 * it. A row that is told in the transaction and after its commit is the same event if
	 * it was written once; several writes that are told as one are an event of their own.
	 * @return a random UUID that is made when it is first asked for
	 */
	public UUID getEventId() {
		return this.details.eventId();
	}

	/**
	 * Names the event without the entity's content.
	 */
	@Override
	public String toString() {
		return name() + "<" + this.entityType.getSimpleName() + ">[id=" + this.id + ", persistenceUnit="
				+ this.persistenceUnit + "]";
	}

	/**
	 * Return the name of the class of events as it is written in code.
	 */
	abstract String name();

	private void writeObject(ObjectOutputStream stream) throws NotSerializableException {
		throw new NotSerializableException(getClass().getName());
	}

	static ClassValue<ResolvableType> resolvableTypes(Class<?> eventType) {
		return new ClassValue<>() {

			@Override
			protected ResolvableType computeValue(Class<?> entityType) {
				return ResolvableType.forClassWithGenerics(eventType, ResolvableType.forClass(entityType));
			}

		};
	}

}
