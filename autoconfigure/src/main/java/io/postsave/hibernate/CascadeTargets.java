package io.postsave.hibernate;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ConcurrentReferenceHashMap.ReferenceType;

/**
 * The entity classes that a flush may come to save as it cascades from an entity, or to
 * delete as orphans and with them, by the type of that.
 */
final class CascadeTargets {

	/** Stands for whatever there is. */
	private static final Class<?> ANY = Object.class;

	private final Map<EntityPersister, Set<Class<?>>> classesByType = new ConcurrentReferenceHashMap<>(16,
			ReferenceType.WEAK);

	/**
	 * Whether a flush may come to a class that matters.
	 * @param persister the type of the entity from which it cascades
	 * @param matters tells of an entity class whether it does
	 */
	boolean areAny(EntityPersister persister, Predicate<Class<?>> matters) {
		if (!persister.hasCascades()) {
			return false;
		}
		Set<Class<?>> classes = this.classesByType.computeIfAbsent(persister, CascadeTargets::classesFrom);
		return classes.contains(ANY) || classes.stream().anyMatch(matters);
	}

	private static Set<Class<?>> classesFrom(EntityPersister persister) {
		Search search = new Search(persister.getFactory());
		search.cascadeFrom(persister, false);
		return search.classes;
	}

	/**
	 * The search from one type on.
	 */
	private static final class Search {

		private final SessionFactoryImplementor sessionFactory;

		private final Set<Reached> seen = new HashSet<>();

		private final Set<Class<?>> classes = new HashSet<>();

		Search(SessionFactoryImplementor sessionFactory) {
			this.sessionFactory = sessionFactory;
		}

		/**
		 * Cascades from an entity.
		 * @param removed whether a flush may remove it: what is removed with others is
		 * else removed before the flush
		 */
		void cascadeFrom(EntityPersister persister, boolean removed) {
			Type[] types = persister.getPropertyTypes();
			CascadeStyle[] cascades = persister.getPropertyCascadeStyles();
			for (int i = 0; i < types.length; i++) {
				cascadeTo(types[i], cascades[i], removed);
			}
		}

		private void cascadeTo(Type type, CascadeStyle cascade, boolean removed) {
			if (type instanceof CompositeType component && !type.isAnyType()) {
				for (int i = 0; i < component.getSubtypes().length; i++) {
					cascadeTo(component.getSubtypes()[i], component.getCascadeStyle(i), removed);
				}
			}
			else if (isFollowed(cascade, removed)) {
				reach(type, cascade, removed);
			}
		}

		private static boolean isFollowed(CascadeStyle cascade, boolean removed) {
			return cascade.doCascade(CascadingActions.PERSIST_ON_FLUSH) || cascade.hasOrphanDelete()
					|| (removed && cascade.doCascade(CascadingActions.REMOVE));
		}

		private void reach(Type type, CascadeStyle cascade, boolean removed) {
			if (type instanceof AnyType) {
				this.classes.add(ANY);
			}
			else if (type instanceof EntityType entityType) {
				reach(entityType.getAssociatedEntityName(), removed || cascade.hasOrphanDelete());
			}
			else if (type instanceof CollectionType collectionType) {
				cascadeTo(collectionType.getElementType(this.sessionFactory), cascade, removed);
			}
		}

		/**
		 * An entity may be of any subclass of the type that an association has.
		 */
		private void reach(String entityName, boolean removed) {
			MappingMetamodelImplementor types = this.sessionFactory.getMappingMetamodel();
			for (String name : types.getEntityDescriptor(entityName).getSubclassEntityNames()) {
				EntityPersister reached = types.getEntityDescriptor(name);
				if (this.seen.add(new Reached(reached, removed))) {
					Class<?> entityClass = EntityTypes.classOf(reached);
					if (entityClass != null) {
						this.classes.add(entityClass);
					}
					cascadeFrom(reached, removed);
				}
			}
		}

	}

	/**
	 * A type that the search has come to.
	 */
	private record Reached(EntityPersister persister, boolean removed) {
	}

}
