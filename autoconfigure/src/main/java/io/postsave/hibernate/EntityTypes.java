package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.postsave.delivery.MappedEntity;
import io.postsave.delivery.SavedType;
import org.hibernate.cfg.PersistenceSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The entity types of one session factory, found when they are first written.
 */
final class EntityTypes implements EntityType.Unit, MappedEntity.Unit {

	private static final String DEFAULT_UNIT = "default";

	private final SessionFactoryImplementor sessionFactory;

	private final String persistenceUnit;

	private final Predicate<Class<?>> told;

	private final Map<EntityPersister, EntityType> types = new ConcurrentHashMap<>();

	private final Map<String, StoredEntity> stored = new ConcurrentHashMap<>();

	private volatile @Nullable List<MappedAttributes> entities;

	/**
	 * Creates the types.
	 * @param told whether the writes of an entity class may be told: not those of
	 * entities that have no entity listener of ours
	 */
	EntityTypes(SessionFactoryImplementor sessionFactory, Predicate<Class<?>> told) {
		this.sessionFactory = sessionFactory;
		this.told = told;
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

	@Override
	public String persistenceUnit() {
		return this.persistenceUnit;
	}

	@Override
	public List<Class<?>> entityTypes() {
		List<Class<?>> classes = new ArrayList<>();
		this.sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
			Class<?> entityClass = classOf(persister);
			if (entityClass != null) {
				classes.add(entityClass);
			}
		});
		return classes;
	}

	/**
	 * Whether the unit has not been closed.
	 */
	boolean isOpen() {
		return !this.sessionFactory.isClosed();
	}

	/**
	 * Whether what is written for entities of a class may be told.
	 */
	boolean isTold(Class<?> entityClass) {
		return this.told.test(entityClass);
	}

	/**
	 * Whether what is written for entities of a type may be told.
	 */
	boolean isTold(EntityPersister persister) {
		Class<?> entityClass = classOf(persister);
		return entityClass != null && isTold(entityClass);
	}

	EntityType of(EntityPersister persister) {
		EntityType type = this.types.get(persister);
		return (type != null) ? type : this.types.computeIfAbsent(persister,
				(key) -> EntityType.of(key, attributesOf(key), this.persistenceUnit, this));
	}

	/**
	 * Return how an entity is stored, {@code null} if no entity has that name.
	 */
	@Nullable StoredEntity stored(String entityName) {
		StoredEntity known = this.stored.get(entityName);
		if (known != null) {
			return known;
		}
		EntityPersister persister = this.sessionFactory.getMappingMetamodel().findEntityDescriptor(entityName);
		return (persister != null && classOf(persister) != null) ? this.stored.computeIfAbsent(entityName,
				(name) -> new StoredEntity(of(persister), this.sessionFactory)) : null;
	}

	@Override
	public boolean hasAttribute(String name) {
		return entities().stream().anyMatch((entity) -> entity.attributes().contains(name));
	}

	@Override
	public boolean hasChangeable(String name) {
		return entities().stream().anyMatch((entity) -> entity.isChangeable(name));
	}

	@Override
	public List<MappedAttributes> entities() {
		List<MappedAttributes> found = this.entities;
		if (found == null) {
			List<MappedAttributes> added = new ArrayList<>();
			this.sessionFactory.getMappingMetamodel().forEachEntityDescriptor((persister) -> {
				Class<?> entityClass = classOf(persister);
				if (entityClass != null) {
					added.add(new MappedAttributes(new SavedType(entityClass, this.persistenceUnit),
							attributesOf(persister)));
				}
			});
			found = added;
			this.entities = found;
		}
		return found;
	}

	private AttributeRoles attributesOf(EntityPersister persister) {
		return AttributeRoles.of(this.sessionFactory.getJpaMetamodel().entity(persister.getMappedClass()), persister);
	}

}
