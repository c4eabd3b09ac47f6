package io.postsave.hibernate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

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
	 * Return the names of the attributes that can change, in alphabetical order.
	 */
	List<String> changeable() {
		return this.roles.keySet().stream().filter(this::isChangeable).toList();
	}

	/**
	 * Return a sentence that says why the attribute of that name is never among the
	 * changes.
	 */
	String refusal(String name, String entity, String persistenceUnit) {
		AttributeRole role = this.roles.get(name);
		String unit = "persistence unit '" + persistenceUnit + "'";
		return (role != null) ? role.refusal(name, entity + " in " + unit)
				: "'" + name + "' is no attribute of " + entity + ", nor of any other entity of " + unit
						+ ". Its attributes are: " + String.join(", ", this.roles.keySet());
	}

	/**
	 * Return sentences that say why nothing of that name is ever among the changes,
	 * though there is something of that name; {@code null} if there is not.
	 */
	@Nullable String reason(String name, String entity, String persistenceUnit) {
		String place = entity + " in persistence unit '" + persistenceUnit + "'";
		AttributeRole role = this.roles.get(name);
		if (role != null) {
			return role.refusal(name, place);
		}
		int dot = name.indexOf('.');
		String whole = name.substring(0, Math.max(dot, 0));
		return isChangeable(whole) ? "'" + name + "' is a path into an attribute of " + place
				+ ". Attributes are compared as a whole: name '" + whole
				+ "', or listen to the other entity if the path leads to one." : null;
	}

}
