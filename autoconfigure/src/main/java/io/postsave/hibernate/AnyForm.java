package io.postsave.hibernate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The form of an association to entities of any type: the name of the entity and its
 * identifier. It is read as the identifier.
 *
 * @param factory knows the entities
 * @param associations finds the form of associations to one of them
 */
record AnyForm(SessionFactoryImplementor factory,
		Function<EntityPersister, PlainForm> associations) implements PlainForm {

	private static final String TYPE = "type";

	private static final String ID = "id";

	@Override
	public @Nullable Object write(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		EntityPersister persister = persisterOf(entityOf(value));
		Map<String, @Nullable Object> plain = new LinkedHashMap<>();
		plain.put(TYPE, persister.getEntityName());
		plain.put(ID, this.associations.apply(persister).write(value));
		return plain;
	}

	/**
	 * What class an unloaded entity really is of would have to be asked of the database.
	 */
	private static String entityOf(Object value) {
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
		if (proxy == null) {
			return value.getClass().getName();
		}
		return proxy.isUninitialized() ? proxy.getEntityName() : proxy.getImplementation().getClass().getName();
	}

	@Override
	public @Nullable Object read(@Nullable Object plain) {
		if (plain == null) {
			return null;
		}
		if (!(plain instanceof Map<?, ?> association)) {
			throw new UnstorableValueException("What is stored is no association");
		}
		return this.associations.apply(persisterOf(String.valueOf(association.get(TYPE)))).read(association.get(ID));
	}

	private EntityPersister persisterOf(String name) {
		EntityPersister persister = this.factory.getMappingMetamodel().findEntityDescriptor(name);
		if (persister == null) {
			throw new UnstorableValueException(name + " is no entity of the persistence unit");
		}
		return persister;
	}

}
