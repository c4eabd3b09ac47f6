package io.postsave.hibernate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.engine.spi.Managed;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.GetterFieldImpl;
import org.hibernate.type.AbstractStandardBasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ManyToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Tells which entity types of a session factory are steady: right after a flush there is
 * nothing that another one would find in their entities. That is certain where entities
 * are not enhanced, their attributes are read from fields, are immutable to Hibernate or
 * refer to other entities, alone or in collections, and no callback of the application's
 * may change them while they are flushed.
 */
final class SteadyTypes {

	private final SessionFactoryImplementor sessionFactory;

	private final boolean changedByCallbacks;

	private final Map<EntityPersister, Boolean> steady = new ConcurrentHashMap<>();

	private volatile @Nullable Boolean all;

	/**
	 * Creates the view on the types of a session factory.
	 * @param changedByCallbacks whether the application has callbacks that are called
	 * when the state of an entity has been read already
	 */
	SteadyTypes(SessionFactoryImplementor sessionFactory, boolean changedByCallbacks) {
		this.sessionFactory = sessionFactory;
		this.changedByCallbacks = changedByCallbacks;
	}

	/**
	 * Whether all types are steady, so that no session need be looked at.
	 */
	boolean areAll() {
		Boolean all = this.all;
		if (all == null) {
			boolean[] unsteady = { this.changedByCallbacks };
			this.sessionFactory.getMappingMetamodel()
				.forEachEntityDescriptor((persister) -> unsteady[0] |= !isSteady(persister));
			all = !unsteady[0];
			this.all = all;
		}
		return all;
	}

	boolean isSteady(EntityPersister persister) {
		Boolean steady = this.steady.get(persister);
		if (steady == null) {
			steady = !this.changedByCallbacks && isPlain(persister);
			this.steady.put(persister, steady);
		}
		return steady;
	}

	private boolean isPlain(EntityPersister persister) {
		if (persister.getRepresentationStrategy().getMode() != RepresentationMode.POJO
				|| Managed.class.isAssignableFrom(persister.getMappedClass())
				|| !isPlainBasic(persister.getIdentifierType())) {
			return false;
		}
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			if (!isPlain(types[i]) || (types[i].isEntityType() && !persister.getPropertyUpdateability()[i])) {
				return false;
			}
		}
		return isReadFromFields(persister);
	}

	private boolean isPlain(Type type) {
		if (type instanceof CollectionType collectionType) {
			Type elementType = collectionType.getElementType(this.sessionFactory);
			return !collectionType.isArrayType() && (isPlainBasic(elementType) || elementType.isEntityType());
		}
		return isPlainBasic(type) || type instanceof ManyToOneType;
	}

	/**
	 * Whether values are kept as they are, and the same value is never found to have
	 * changed.
	 */
	static boolean isPlainBasic(Type type) {
		return type instanceof AbstractStandardBasicType<?> && !type.isMutable();
	}

	/**
	 * Whether no getter computes or copies what it returns.
	 */
	private static boolean isReadFromFields(ManagedMappingType type) {
		for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = type.getAttributeMapping(i);
			if (!(attribute.getPropertyAccess().getGetter() instanceof GetterFieldImpl)) {
				return false;
			}
		}
		return true;
	}

}
