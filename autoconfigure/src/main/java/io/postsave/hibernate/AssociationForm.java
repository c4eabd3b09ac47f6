package io.postsave.hibernate;

import java.util.function.Supplier;

import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The form of an association: the identifier of the entity that it leads to. As an
 * attribute it is read as that; as a part of an embedded value, which cannot hold an
 * identifier in its place, as a reference.
 *
 * @param persister the mapping of the entities
 * @param identifier the form of their identifiers
 * @param asReference whether it is read as a reference
 */
record AssociationForm(EntityPersister persister, Supplier<PlainForm> identifier,
		boolean asReference) implements PlainForm {

	@Override
	public @Nullable Object write(@Nullable Object value) {
		return (value != null) ? this.identifier.get().write(identifierOf(value)) : null;
	}

	private @Nullable Object identifierOf(Object value) {
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
		if (proxy != null) {
			return proxy.getInternalIdentifier();
		}
		if (!this.persister.getMappedClass().isInstance(value)) {
			throw new UnstorableValueException(
					"A " + value.getClass().getName() + " is no " + this.persister.getEntityName());
		}
		return this.persister.getIdentifier(value);
	}

	@Override
	public @Nullable Object read(@Nullable Object plain) {
		Object id = this.identifier.get().read(plain);
		return (id != null && this.asReference) ? EntityReferences.to(this.persister, id) : id;
	}

}
