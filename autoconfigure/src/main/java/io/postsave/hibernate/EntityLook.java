package io.postsave.hibernate;

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
			return EntityFindings.with(null, STATUS, status);
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
					: EntityFindings.with(findings, STATUS, entry.getStatus());
		}
		return mayReachOthers(persister) ? reach().addTo(findings, entity, persister, state, loaded, compared)
				: findings;
	}

	/**
	 * Whether the entity is a reference that has not been loaded.
	 */
	static boolean isReference(Object entity) {
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
				? EntityFindings.with(null, IDENTIFIER, WrittenValue.of(type, id, this.session)) : null;
	}

	private @Nullable EntityFindings findChanges(Object entity, EntityEntry entry, @Nullable Object[] state,
			@Nullable Object[] loaded, @Nullable EntityFindings findings) {
		return this.extended ? AttributeFindings.addAllTo(findings, entity, entry.getPersister(), state, this.session)
				: AttributeFindings.addDirtyTo(findings, entity, entry, state, loaded, this.session);
	}

	private static boolean mayReachOthers(EntityPersister persister) {
		return persister.hasCollections() || persister.hasToOnes() || persister.hasCascades();
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
