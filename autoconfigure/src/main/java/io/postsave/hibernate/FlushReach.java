package io.postsave.hibernate;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a flush reaches from an entity: references to other entities than before, as an
 * entity that is not saved has no identifier to differ in, new entities behind cascades,
 * and collections.
 */
final class FlushReach {

	private final EventSource session;

	FlushReach(EventSource session) {
		this.session = session;
	}

	/**
	 * Adds what a flush reaches from an entity.
	 * @param entity the entity
	 * @param persister its persister
	 * @param state what its attributes hold
	 * @param loaded what they held when it was loaded or last written, if that is known
	 * @param compared whether a flush compares the two
	 * @param findings what has been found of the entity before
	 */
	@Nullable EntityFindings addTo(@Nullable EntityFindings findings, Object entity, EntityPersister persister,
			@Nullable Object[] state, @Nullable Object @Nullable [] loaded, boolean compared) {
		Type[] types = persister.getPropertyTypes();
		EntityFindings found = findings;
		for (int i = 0; i < types.length; i++) {
			if (isPossibleFrom(types[i])) {
				Object content = reached(entity, persister, i, state[i], (loaded != null) ? loaded[i] : state[i],
						compared);
				found = (content != null) ? EntityFindings.with(found, i, content) : found;
			}
		}
		return found;
	}

	private static boolean isPossibleFrom(Type type) {
		return type.isAssociationType() || type.isComponentType();
	}

	private @Nullable Object reached(Object entity, EntityPersister persister, int index, @Nullable Object value,
			@Nullable Object loaded, boolean compared) {
		try {
			return reaches(persister.getPropertyTypes()[index], persister.getPropertyCascadeStyles()[index], value,
					loaded, compared, entity) ? AttributeContent.of(entity, persister, index, value, this.session)
							: null;
		}
		catch (RuntimeException ex) {
			return NoContent.UNSTABLE;
		}
	}

	private boolean reaches(Type type, CascadeStyle cascade, @Nullable Object value, @Nullable Object loaded,
			boolean compared, Object owner) {
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return false;
		}
		if (type instanceof CollectionType collectionType) {
			return CollectionChange.isFound(collectionType, value, loaded, owner, this.session);
		}
		if (type instanceof CompositeType composite && type.isComponentType()) {
			return reachesFromPart(composite, value, loaded, compared, owner);
		}
		return (compared && value != loaded) || (isSavedWithItsOwner(cascade) && isUnknown(value));
	}

	private boolean reachesFromPart(CompositeType component, @Nullable Object value, @Nullable Object loaded,
			boolean compared, Object owner) {
		Type[] types = component.getSubtypes();
		for (int i = 0; i < types.length; i++) {
			if (isPossibleFrom(types[i]) && reaches(types[i], component.getCascadeStyle(i), partOf(component, value, i),
					partOf(component, loaded, i), compared, owner)) {
				return true;
			}
		}
		return false;
	}

	private @Nullable Object partOf(CompositeType type, @Nullable Object component, int index) {
		return (component != null) ? type.getPropertyValue(component, index, this.session) : null;
	}

	private static boolean isSavedWithItsOwner(CascadeStyle cascade) {
		return cascade.doCascade(CascadingActions.PERSIST_ON_FLUSH);
	}

	/**
	 * Whether the session does not know an entity, not even as a reference.
	 */
	private boolean isUnknown(@Nullable Object value) {
		return value != null && HibernateProxy.extractLazyInitializer(value) == null
				&& this.session.getPersistenceContextInternal().getEntry(value) == null;
	}

}
