package io.postsave.hibernate;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.bytecode.enhance.spi.interceptor.EnhancementAsProxyLazinessInterceptor;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the entities of a session as a flush does, without changing anything or
 * calling those who take part in flushes. Getters and types of the application's are
 * called.
 */
final class EntityLook {

	static final String IDENTIFIER = "identifier";

	private static final String STATUS = "status";

	private final EventSource session;

	private final boolean extended;

	private @Nullable FlushReach reach;

	/**
	 * Creates the look at a session.
	 * @param session the session
	 * @param extended whether others take part in its flushes, who may find what
	 * Hibernate does not: then all attributes are findings
	 */
	EntityLook(EventSource session, boolean extended) {
		this.session = session;
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
		boolean compared = this.extended ? entry.isModifiableEntity() : entry.requiresDirtyCheck(entity);
		return (compared || !isReference(entity)) ? find(entity, entry, compared) : null;
	}

	private @Nullable EntityFindings find(Object entity, EntityEntry entry, boolean compared) {
		EntityPersister persister = entry.getPersister();
		@Nullable Object @Nullable [] loaded = entry.getLoadedState();
		EntityFindings findings = (compared || loaded == null) ? findIdentifier(entity, entry) : null;
		if (!compared && !persister.hasCollections() && !persister.hasCascadePersist()) {
			return findings;
		}
		@Nullable Object[] state = persister.getValues(entity);
		if (compared) {
			findings = (loaded != null) ? findChanges(entity, entry, state, loaded, findings)
					: with(findings, STATUS, entry.getStatus());
		}
		return findReached(entity, persister, state, loaded, compared, findings);
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
	 * Finds an identifier that was altered, which a flush refuses.
	 */
	private @Nullable EntityFindings findIdentifier(Object entity, EntityEntry entry) {
		Object id = entry.getPersister().getIdentifier(entity, this.session);
		Type type = entry.getPersister().getIdentifierType();
		return (id != entry.getId() && !type.isEqual(entry.getId(), id, this.session.getFactory()))
				? with(null, IDENTIFIER, WrittenValue.of(type, id, this.session)) : null;
	}

	private @Nullable EntityFindings findChanges(Object entity, EntityEntry entry, @Nullable Object[] state,
			@Nullable Object[] loaded, @Nullable EntityFindings findings) {
		EntityPersister persister = entry.getPersister();
		if (this.extended) {
			return findContents(entity, persister, state, findings);
		}
		int[] dirty = DirtyAttributes.of(entity, persister, state, loaded, this.session);
		EntityFindings found = findings;
		if (dirty != null) {
			for (int i : dirty) {
				found = findContent(entity, persister, i, state, found);
			}
		}
		return (persister.hasNaturalIdentifier() && entry.getStatus() != Status.READ_ONLY)
				? findNaturalIdentifier(entity, persister, state, loaded, found) : found;
	}

	private @Nullable EntityFindings findContents(Object entity, EntityPersister persister, @Nullable Object[] state,
			@Nullable EntityFindings findings) {
		EntityFindings found = findings;
		for (int i = 0; i < state.length; i++) {
			found = findContent(entity, persister, i, state, found);
		}
		return found;
	}

	/**
	 * Finds a natural identifier that was altered, which a flush refuses where it is
	 * immutable.
	 */
	private @Nullable EntityFindings findNaturalIdentifier(Object entity, EntityPersister persister,
			@Nullable Object[] state, @Nullable Object[] loaded, @Nullable EntityFindings findings) {
		EntityFindings found = findings;
		for (int i : persister.getNaturalIdentifierProperties()) {
			if (state[i] != loaded[i]
					&& !persister.getPropertyTypes()[i].isEqual(state[i], loaded[i], this.session.getFactory())) {
				found = findContent(entity, persister, i, state, found);
			}
		}
		return found;
	}

	/**
	 * Finds what would be written for an attribute. Collections are found as they are
	 * reached; versions are written with anything else.
	 */
	private @Nullable EntityFindings findContent(Object entity, EntityPersister persister, int index,
			@Nullable Object[] state, @Nullable EntityFindings findings) {
		Type type = persister.getPropertyTypes()[index];
		boolean written = !type.isCollectionType() && index != persister.getVersionPropertyIndex()
				&& state[index] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
		return written
				? with(findings, index, AttributeContent.of(entity, persister, index, state[index], this.session))
				: findings;
	}

	/**
	 * Finds what a flush reaches from the entity.
	 */
	private @Nullable EntityFindings findReached(Object entity, EntityPersister persister, @Nullable Object[] state,
			@Nullable Object @Nullable [] loaded, boolean compared, @Nullable EntityFindings findings) {
		if (!persister.hasCollections() && !persister.hasToOnes() && !persister.hasCascades()) {
			return findings;
		}
		Type[] types = persister.getPropertyTypes();
		EntityFindings found = findings;
		for (int i = 0; i < types.length; i++) {
			if (FlushReach.isPossibleFrom(types[i])) {
				Object content = reached(entity, persister, i, state[i], (loaded != null) ? loaded[i] : state[i],
						compared);
				found = (content != null) ? with(found, i, content) : found;
			}
		}
		return found;
	}

	private @Nullable Object reached(Object entity, EntityPersister persister, int index, @Nullable Object value,
			@Nullable Object loaded, boolean compared) {
		try {
			return reach().finds(persister.getPropertyTypes()[index], persister.getPropertyCascadeStyles()[index],
					value, loaded, compared, entity)
							? AttributeContent.of(entity, persister, index, value, this.session) : null;
		}
		catch (RuntimeException ex) {
			return EntityFindings.UNSTABLE;
		}
	}

	private FlushReach reach() {
		FlushReach reach = this.reach;
		if (reach == null) {
			reach = new FlushReach(this.session);
			this.reach = reach;
		}
		return reach;
	}

}
