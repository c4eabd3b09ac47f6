package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.cfg.PersistenceSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The entity types of one session factory, found when they are first written.
 */
final class EntityTypes implements EntityType.Unit {

	private static final String DEFAULT_UNIT = "default";

	private final SessionFactoryImplementor sessionFactory;

	private final String persistenceUnit;

	private final Map<EntityPersister, EntityType> types = new ConcurrentHashMap<>();

	private volatile @Nullable List<AttributeRoles> everyEntity;

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

	/**
	 * Return the entity classes of a unit.
	 */
	static List<Class<?>> classesOf(SessionFactoryImplementor sessionFactory) {
		List<Class<?>> classes = new ArrayList<>();
		sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			Class<?> entityClass = classOf(persister);
			if (entityClass != null) {
				classes.add(entityClass);
			}
		});
		return classes;
	}

	EntityType of(EntityPersister persister) {
		EntityType type = this.types.get(persister);
		return (type != null) ? type : this.types.computeIfAbsent(persister,
				(key) -> EntityType.of(key, attributesOf(key), this.persistenceUnit, this));
	}

	@Override
	public boolean hasAttribute(String name) {
		return everyEntity().stream().anyMatch((attributes) -> attributes.contains(name));
	}

	@Override
	public boolean hasChangeable(String name) {
		return everyEntity().stream().anyMatch((attributes) -> attributes.isChangeable(name));
	}

	private List<AttributeRoles> everyEntity() {
		List<AttributeRoles> found = this.everyEntity;
		if (found == null) {
			List<AttributeRoles> added = new ArrayList<>();
			this.sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
				if (classOf(persister) != null) {
					added.add(attributesOf(persister));
				}
			});
			found = added;
			this.everyEntity = found;
		}
		return found;
	}

	private AttributeRoles attributesOf(EntityPersister persister) {
		return AttributeRoles.of(this.sessionFactory.getJpaMetamodel().entity(persister.getMappedClass()), persister);
	}

}
