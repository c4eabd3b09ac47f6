package io.postsave.hibernate;

import java.util.Map;
import java.util.TreeMap;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;

/**
 * The attributes of an entity class and what they are there for: not each of them can be
 * among the changes of a row.
 *
 * @param roles the roles by the attributes' names, in alphabetical order
 */
record AttributeRoles(Map<String, AttributeRole> roles) {

	static AttributeRoles of(ManagedType<?> type, EntityPersister persister) {
		Map<String, AttributeRole> roles = new TreeMap<>();
		for (Attribute<?, ?> attribute : type.getAttributes()) {
			roles.put(attribute.getName(), roleOf(attribute));
		}
		for (String name : identifierNames(persister)) {
			roles.put(name, AttributeRole.IDENTIFIER);
		}
		String[] names = persister.getPropertyNames();
		for (int i = 0; i < names.length; i++) {
			if (isInverse(persister.getPropertyTypes()[i], persister)) {
				roles.replace(names[i], AttributeRole.INVERSE_COLLECTION);
			}
		}
		return new AttributeRoles(roles);
	}

	/**
	 * Return the names of the identifier's attributes: several where an identifier class
	 * or nothing at all holds the parts together.
	 */
	private static String[] identifierNames(EntityPersister persister) {
		String name = persister.getIdentifierPropertyName();
		if (name != null) {
			return new String[] { name };
		}
		return (persister.getIdentifierType() instanceof CompositeType parts) ? parts.getPropertyNames()
				: new String[0];
	}

	private static AttributeRole roleOf(Attribute<?, ?> attribute) {
		if (attribute instanceof SingularAttribute<?, ?> singular && singular.isId()) {
			return AttributeRole.IDENTIFIER;
		}
		return (attribute instanceof SingularAttribute<?, ?> singular && singular.isVersion()) ? AttributeRole.VERSION
				: AttributeRole.CHANGEABLE;
	}

	private static boolean isInverse(Type type, EntityPersister persister) {
		return type instanceof CollectionType collection && persister.getFactory()
			.getMappingMetamodel()
			.getCollectionDescriptor(collection.getRole())
			.isInverse();
	}

	boolean contains(String name) {
		return this.roles.containsKey(name);
	}

	boolean isChangeable(String name) {
		return this.roles.get(name) == AttributeRole.CHANGEABLE;
	}

	/**
	 * Return a sentence that says why the attribute of that name is never among the
	 * changes.
	 */
	String refusal(String name, String entity, String persistenceUnit) {
		AttributeRole role = this.roles.get(name);
		String unit = "persistence unit '" + persistenceUnit + "'";
		return (role != null)
				? "'" + name + "' is " + role.noun() + " of " + entity + " in " + unit + ". " + role.advice()
				: "'" + name + "' is no attribute of " + entity + ", nor of any other entity of " + unit
						+ ". Its attributes are: " + String.join(", ", this.roles.keySet());
	}

}
