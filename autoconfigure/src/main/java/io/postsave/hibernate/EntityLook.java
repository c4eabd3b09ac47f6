package io.postsave.hibernate;

import java.util.Objects;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.bytecode.enhance.spi.interceptor.EnhancementAsProxyLazinessInterceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the entities of a session as a flush does, without changing anything or
 * calling those who take part in flushes.
 */
final class EntityLook {

	static final String IDENTIFIER = "identifier";

	private static final String STATUS = "status";

	private final EventSource session;

	private final PersistenceContext context;

	private final boolean extended;

	/**
	 * Creates the look at a session.
	 * @param session the session
	 * @param extended whether others take part in its flushes, who may find what
	 * Hibernate does not: then all attributes are findings
	 */
	EntityLook(EventSource session, boolean extended) {
		this.session = session;
		this.context = session.getPersistenceContextInternal();
		this.extended = extended;
	}

	/**
	 * Return what a flush would find of an entity.
	 */
	EntityFindings findingsOf(Object entity, EntityEntry entry) {
		try {
			EntityFindings findings = find(entity, entry);
			return (findings != null) ? findings : EntityFindings.NONE;
		}
		catch (RuntimeException ex) {
			return EntityFindings.FAILED;
		}
	}

	private @Nullable EntityFindings find(Object entity, EntityEntry entry) {
		Status status = entry.getStatus();
		if (status == Status.GONE) {
			return null;
		}
		if (status != Status.MANAGED && status != Status.READ_ONLY) {
			return with(null, STATUS, status);
		}
		EntityPersister persister = entry.getPersister();
		@Nullable Object @Nullable [] loaded = entry.getLoadedState();
		boolean compared = this.extended ? entry.isModifiableEntity() : entry.requiresDirtyCheck(entity);
		if (isReference(entity) && !compared) {
			return null;
		}
		EntityFindings findings = (compared || loaded == null) ? findIdentifier(entity, entry, null) : null;
		if (!compared && !persister.hasCollections() && !persister.hasCascadePersist()) {
			return findings;
		}
		@Nullable Object[] state = persister.getValues(entity);
		if (compared) {
			findings = (loaded != null) ? findChanges(entity, entry, state, loaded, findings)
					: with(findings, STATUS, status);
		}
		return findReachable(entity, entry, state, loaded, compared, findings);
	}

	private static EntityFindings with(@Nullable EntityFindings findings, Object what, Object content) {
		EntityFindings found = (findings != null) ? findings : new EntityFindings();
		found.add(what, content);
		return found;
	}

	/**
	 * Whether the entity is a reference that has not been loaded.
	 */
	private static boolean isReference(Object entity) {
		return entity instanceof PersistentAttributeInterceptable interceptable
				&& interceptable
					.$$_hibernate_getInterceptor() instanceof EnhancementAsProxyLazinessInterceptor interceptor
				&& !interceptor.isInitialized();
	}

	/**
	 * A flush refuses that.
	 */
	private @Nullable EntityFindings findIdentifier(Object entity, EntityEntry entry,
			@Nullable EntityFindings findings) {
		Object id = entry.getPersister().getIdentifier(entity, this.session);
		Type type = entry.getPersister().getIdentifierType();
		return (id != entry.getId() && !type.isEqual(entry.getId(), id, this.session.getFactory()))
				? with(findings, IDENTIFIER, WrittenValue.of(type, id, this.session)) : findings;
	}

	private @Nullable EntityFindings findChanges(Object entity, EntityEntry entry, @Nullable Object[] state,
			@Nullable Object[] loaded, @Nullable EntityFindings findings) {
		EntityPersister persister = entry.getPersister();
		EntityFindings found = findings;
		if (this.extended) {
			for (int i = 0; i < state.length; i++) {
				found = addContent(entity, persister, i, state, found);
			}
			return found;
		}
		int[] dirty = isTracked(entity) ? dirtyByTracker((SelfDirtinessTracker) entity, persister, state, loaded)
				: persister.findDirty(state, loaded, entity, this.session);
		if (dirty != null) {
			for (int i : dirty) {
				found = addContent(entity, persister, i, state, found);
			}
		}
		if (persister.hasNaturalIdentifier() && entry.getStatus() != Status.READ_ONLY) {
			for (int i : persister.getNaturalIdentifierProperties()) {
				if (state[i] != loaded[i]
						&& !persister.getPropertyTypes()[i].isEqual(state[i], loaded[i], this.session.getFactory())) {
					found = addContent(entity, persister, i, state, found);
				}
			}
		}
		return found;
	}

	static boolean isTracked(Object entity) {
		return entity instanceof SelfDirtinessTracker && entity instanceof ManagedEntity managed
				&& managed.$$_hibernate_useTracker();
	}

	private int @Nullable [] dirtyByTracker(SelfDirtinessTracker entity, EntityPersister persister,
			@Nullable Object[] state, @Nullable Object[] loaded) {
		return (entity.$$_hibernate_hasDirtyAttributes() || persister.hasMutableProperties()) ? persister
			.resolveDirtyAttributeIndexes(state, loaded, entity.$$_hibernate_getDirtyAttributes(), this.session) : null;
	}

	/**
	 * Adds what would be written for an attribute, unless it is read in another way each
	 * time.
	 */
	private @Nullable EntityFindings addContent(Object entity, EntityPersister persister, int index,
			@Nullable Object[] state, @Nullable EntityFindings findings) {
		Type type = persister.getPropertyTypes()[index];
		boolean written = !type.isCollectionType() && index != persister.getVersionPropertyIndex()
				&& state[index] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
		return written ? with(findings, index, contentOf(entity, persister, index, state[index])) : findings;
	}

	/**
	 * Finds what a flush reaches from the entity: references to other entities than
	 * before, as an entity that is not saved has no identifier to differ in, new entities
	 * behind cascades, and collections.
	 */
	private @Nullable EntityFindings findReachable(Object entity, EntityEntry entry, @Nullable Object[] state,
			@Nullable Object @Nullable [] loaded, boolean compared, @Nullable EntityFindings findings) {
		EntityPersister persister = entry.getPersister();
		if (!persister.hasCollections() && !persister.hasToOnes() && !persister.hasCascades()) {
			return findings;
		}
		Type[] types = persister.getPropertyTypes();
		CascadeStyle[] cascades = persister.getPropertyCascadeStyles();
		EntityFindings found = findings;
		for (int i = 0; i < types.length; i++) {
			if (types[i].isAssociationType() || types[i].isComponentType()) {
				Object content = reached(entity, persister, i, cascades[i], state[i],
						(loaded != null) ? loaded[i] : state[i], compared);
				found = (content != null) ? with(found, i, content) : found;
			}
		}
		return found;
	}

	private @Nullable Object reached(Object entity, EntityPersister persister, int index, CascadeStyle cascade,
			@Nullable Object value, @Nullable Object loaded, boolean compared) {
		try {
			return reaches(persister.getPropertyTypes()[index], cascade, value, loaded, compared, entity)
					? contentOf(entity, persister, index, value) : null;
		}
		catch (RuntimeException ex) {
			return EntityFindings.UNSTABLE;
		}
	}

	private Object contentOf(Object entity, EntityPersister persister, int index, @Nullable Object value) {
		try {
			Type type = persister.getPropertyTypes()[index];
			Object content = WrittenValue.of(type, value, this.session);
			return content.equals(WrittenValue.of(type, persister.getValue(entity, index), this.session)) ? content
					: EntityFindings.UNSTABLE;
		}
		catch (RuntimeException ex) {
			return EntityFindings.UNSTABLE;
		}
	}

	private boolean reaches(Type type, CascadeStyle cascade, @Nullable Object value, @Nullable Object loaded,
			boolean compared, Object owner) {
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return false;
		}
		if (type instanceof CollectionType collectionType) {
			return reachesCollection(collectionType, value, loaded, owner);
		}
		if (type instanceof CompositeType composite && type.isComponentType()) {
			Type[] types = composite.getSubtypes();
			for (int i = 0; i < types.length; i++) {
				if ((types[i].isAssociationType() || types[i].isComponentType())
						&& reaches(types[i], composite.getCascadeStyle(i), partOf(composite, value, i),
								partOf(composite, loaded, i), compared, owner)) {
					return true;
				}
			}
			return false;
		}
		return (compared && value != loaded)
				|| (cascade.doCascade(CascadingActions.PERSIST_ON_FLUSH) && isUnknown(value));
	}

	private @Nullable Object partOf(CompositeType type, @Nullable Object component, int index) {
		return (component != null) ? type.getPropertyValue(component, index, this.session) : null;
	}

	private boolean isUnknown(@Nullable Object value) {
		return value != null && HibernateProxy.extractLazyInitializer(value) == null
				&& this.context.getEntry(value) == null;
	}

	private boolean reachesCollection(CollectionType type, @Nullable Object value, @Nullable Object loaded,
			Object owner) {
		PersistentCollection<?> collection = wrapperOf((value != null) ? value : loaded);
		CollectionEntry entry = (collection != null) ? this.context.getCollectionEntry(collection) : null;
		if (value == null || collection == null || entry == null) {
			return (value == null) == (entry != null);
		}
		return collection.getOwner() != owner || !Objects.equals(collection.getRole(), type.getRole())
				|| collection.isDirty() || collection.hasQueuedOperations()
				|| hasOtherElements(collection, type, entry.getLoadedPersister());
	}

	private @Nullable PersistentCollection<?> wrapperOf(@Nullable Object value) {
		if (value instanceof PersistentCollection<?> collection) {
			return collection;
		}
		return (value != null) ? this.context.getCollectionHolder(value) : null;
	}

	private boolean hasOtherElements(PersistentCollection<?> collection, CollectionType type,
			@Nullable CollectionPersister persister) {
		return persister != null && persister.isMutable() && collection.wasInitialized()
				&& (collection.isDirectlyAccessible() || type.getElementType(this.session.getFactory()).isMutable())
				&& !collection.equalsSnapshot(persister);
	}

	/**
	 * Whether a finding has been there when the attribute was loaded.
	 */
	boolean isOfTheLoadedState(EntityEntry entry, Object what, Object content) {
		@Nullable Object @Nullable [] loaded = entry.getLoadedState();
		if (loaded == null || !(what instanceof Integer index)) {
			return false;
		}
		Type type = entry.getPersister().getPropertyTypes()[index];
		return !(type.isCollectionType() && loaded[index] instanceof PersistentCollection<?> collection
				&& collection.isDirty()) && !type.isEntityType()
				&& content.equals(WrittenValue.of(type, loaded[index], this.session));
	}

}
