package io.postsave.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.DiscriminatedAssociationModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

import org.springframework.util.function.SingletonSupplier;

/**
 * Finds the forms of values by Hibernate's mapping.
 *
 * @param factory the unit whose mapping it is
 * @param embedded whether the values are parts of embedded ones
 */
record PlainForms(SessionFactoryImplementor factory, boolean embedded) {

	/**
	 * Return the form of the values of a part of the mapping.
	 */
	PlainForm of(ModelPart part) {
		if (part instanceof PluralAttributeMapping collection) {
			CollectionPart index = isMap(collection) ? collection.getIndexDescriptor() : null;
			return new CollectionForm(collection, of(collection.getElementDescriptor()),
					(index != null) ? of(index) : null);
		}
		if (part instanceof DiscriminatedAssociationModelPart) {
			return new AnyForm(this.factory, (persister) -> association(persister, this.embedded));
		}
		if (part instanceof EntityValuedModelPart entity) {
			return association(entity.getEntityMappingType().getEntityPersister(), this.embedded);
		}
		if (part instanceof EmbeddableValuedModelPart embeddable) {
			return new EmbeddedForm(embeddable.getEmbeddableTypeDescriptor(), new PlainForms(this.factory, true)::of);
		}
		if (part instanceof BasicValuedModelPart basic) {
			return BasicForm.of(basic.getSingleJdbcMapping(), this.factory::getWrapperOptions);
		}
		throw new UnstorableValueException("A " + part.getClass().getName() + " has no plain form");
	}

	private static boolean isMap(PluralAttributeMapping collection) {
		return switch (collection.getCollectionDescriptor().getCollectionSemantics().getCollectionClassification()) {
			case MAP, ORDERED_MAP, SORTED_MAP -> true;
			default -> false;
		};
	}

	/**
	 * Return the form of associations to an entity. The identifier may contain one to the
	 * same entity, so it is looked at when it is needed.
	 */
	PlainForm association(EntityPersister persister, boolean asReference) {
		SingletonSupplier<PlainForm> identifier = SingletonSupplier.of(() -> ofIdentifier(persister));
		return new AssociationForm(persister, identifier::obtain, asReference);
	}

	/**
	 * Return the form of the identifiers of an entity as events have them.
	 */
	PlainForm ofIdentifier(EntityPersister persister) {
		EntityIdentifierMapping identifier = persister.getIdentifierMapping();
		return (identifier instanceof CompositeIdentifierMapping composite)
				? new EmbeddedForm(composite.getMappedIdEmbeddableTypeDescriptor(),
						new PlainForms(this.factory, true)::of)
				: of(identifier);
	}

}
