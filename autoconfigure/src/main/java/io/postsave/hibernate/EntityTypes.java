package io.postsave.hibernate;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import org.hibernate.cfg.PersistenceSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The entity types of one session factory, found when they are first written.
 */
final class EntityTypes {

	private static final String DEFAULT_UNIT = "default";

	private final SessionFactoryImplementor sessionFactory;

	private final String persistenceUnit;

	private final Map<EntityPersister, EntityType> types = new ConcurrentHashMap<>();

	private volatile @Nullable Set<String> attributeNames;

	EntityTypes(SessionFactoryImplementor sessionFactory) {
		this.sessionFactory = sessionFactory;
		this.persistenceUnit = nameOf(sessionFactory);
	}

	/**
	 * Return the name of the unit that a factory was built of.
	 */
	static String nameOf(SessionFactoryImplementor sessionFactory) {
		Object name = sessionFactory.getProperties().get(PersistenceSettings.PERSISTENCE_UNIT_NAME);
		return (name != null) ? name.toString() : DEFAULT_UNIT;
	}

	/**
	 * Return the class of an entity, or {@code null} for one that is a map, as Envers'
	 * audit records are: nobody can listen to it.
	 */
	static @Nullable Class<?> classOf(EntityPersister persister) {
		return (persister.getRepresentationStrategy().getMode() == RepresentationMode.POJO) ? persister.getMappedClass()
				: null;
	}

	EntityType of(EntityPersister persister) {
		EntityType type = this.types.get(persister);
		return (type != null) ? type : this.types.computeIfAbsent(persister,
				(key) -> EntityType.of(key, attributeNames(key.getMappedClass()), this.persistenceUnit, this));
	}

	/**
	 * Whether any entity of the unit has an attribute of that name.
	 */
	boolean hasAttribute(String name) {
		Set<String> names = this.attributeNames;
		if (names == null) {
			names = new TreeSet<>();
			for (ManagedType<?> type : this.sessionFactory.getJpaMetamodel().getEntities()) {
				addAttributeNames(type, names);
			}
			this.attributeNames = names;
		}
		return names.contains(name);
	}

	private Set<String> attributeNames(Class<?> entityClass) {
		Set<String> names = new TreeSet<>();
		addAttributeNames(this.sessionFactory.getJpaMetamodel().entity(entityClass), names);
		return names;
	}

	private static void addAttributeNames(ManagedType<?> type, Set<String> names) {
		type.getAttributes().stream().map(Attribute::getName).forEach(names::add);
	}

}
