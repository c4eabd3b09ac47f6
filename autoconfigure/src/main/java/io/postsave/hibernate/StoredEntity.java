package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.AttributeChange;
import jakarta.persistence.EntityManagerFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.jspecify.annotations.Nullable;

/**
 * How what is told of the entities of one class is stored, in values that every format of
 * data knows ({@code null}, booleans, numbers, strings, lists, and maps from strings),
 * and read again. It is decided by Hibernate's mapping: no getter of the entity is
 * called, and nothing is read that is not of a mapped type. An association is stored and
 * read as the identifier of what it leads to.
 */
public final class StoredEntity {

	private static final Log logger = LogFactory.getLog(StoredEntity.class);

	private final EntityType type;

	private final PlainForms forms;

	private final PlainForm identifier;

	private final @Nullable PlainForm version;

	private final Map<String, Optional<PlainForm>> attributes = new ConcurrentHashMap<>();

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	StoredEntity(EntityType type, SessionFactoryImplementor factory) {
		this.type = type;
		this.forms = new PlainForms(factory, false);
		this.identifier = this.forms.ofIdentifier(type.persister());
		EntityVersionMapping version = type.persister().getVersionMapping();
		this.version = (version != null) ? this.forms.of(version) : null;
	}

	/**
	 * Return the class of the entities.
	 * @return the entity class
	 */
	public Class<?> javaType() {
		return this.type.savedType().javaType();
	}

	/**
	 * Whether the entities are of the unit that a factory has been built of.
	 * @param factory the factory
	 * @return {@code false} if it is another one's
	 */
	public boolean isOf(EntityManagerFactory factory) {
		return SessionFactories.behind(factory) == this.forms.factory();
	}

	/**
	 * Return what the unit of the entities has been built into.
	 * @return the session factory
	 */
	public EntityManagerFactory factory() {
		return this.forms.factory();
	}

	/**
	 * Return an identifier as it is stored.
	 * @param id the identifier
	 * @return its plain form, a map if it has several parts
	 * @throws IllegalArgumentException if it has none
	 */
	public @Nullable Object writeId(@Nullable Object id) {
		try {
			return this.identifier.write(id);
		}
		catch (UnstorableValueException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Return a stored identifier.
	 * @param plain what was stored
	 * @return the identifier
	 * @throws IllegalArgumentException if it is none of this entity
	 */
	public Object readId(@Nullable Object plain) {
		try {
			Object id = this.identifier.read(plain);
			if (id != null) {
				return id;
			}
		}
		catch (UnstorableValueException ex) {
			throw new IllegalArgumentException(ex);
		}
		throw new IllegalArgumentException("There is no identifier");
	}

	/**
	 * Return a version as it is stored. One that has no plain form is left out, and
	 * warned of once.
	 * @param version the version, {@code null} if there is none
	 * @return its plain form
	 */
	public @Nullable Object writeVersion(@Nullable Object version) {
		try {
			return (this.version != null) ? this.version.write(version) : null;
		}
		catch (UnstorableValueException ex) {
			leftOut(this.type.persister().getVersionMapping().getVersionAttribute().getAttributeName(), "stored", ex);
			return null;
		}
	}

	/**
	 * Return a stored version.
	 * @param plain what was stored
	 * @return the version, {@code null} if there is none, or none of this entity's type
	 */
	public @Nullable Object readVersion(@Nullable Object plain) {
		try {
			return (this.version != null) ? this.version.read(plain) : null;
		}
		catch (UnstorableValueException ex) {
			return null;
		}
	}

	/**
	 * Return changes as they are stored. A change whose values have no plain form is left
	 * out, and warned of once.
	 * @param changes the changes
	 * @return by the attributes' names a list of the old and the new value
	 */
	public Map<String, List<@Nullable Object>> writeChanges(Map<String, AttributeChange> changes) {
		Map<String, List<@Nullable Object>> plain = new LinkedHashMap<>();
		changes.forEach((name, change) -> {
			PlainForm form = form(name);
			if (form != null) {
				try {
					List<@Nullable Object> values = new ArrayList<>(2);
					values.add(form.write(change.oldValue()));
					values.add(form.write(change.newValue()));
					plain.put(name, values);
				}
				catch (RuntimeException ex) {
					leftOut(name, "stored", ex);
				}
			}
		});
		return plain;
	}

	/**
	 * Return stored changes. Attributes that are not there any more, or are of a type
	 * that does not know what was stored, are left out.
	 * @param plain what was stored
	 * @return the changes, unmodifiable, in the order in which they were stored
	 */
	public Map<String, AttributeChange> readChanges(Map<?, ?> plain) {
		Map<String, AttributeChange> changes = new LinkedHashMap<>();
		plain.forEach((key, values) -> {
			String name = String.valueOf(key);
			PlainForm form = this.type.attributes().isChangeable(name) ? form(name) : null;
			if (form != null && values instanceof List<?> pair && pair.size() == 2) {
				try {
					changes.put(name, new AttributeChange(form.read(pair.get(0)), form.read(pair.get(1))));
				}
				catch (RuntimeException ex) {
					leftOut(name, "read", ex);
				}
			}
		});
		return Collections.unmodifiableMap(changes);
	}

	private @Nullable PlainForm form(String name) {
		return this.attributes.computeIfAbsent(name, this::findForm).orElse(null);
	}

	private Optional<PlainForm> findForm(String name) {
		AttributeMapping mapping = this.type.persister().findAttributeMapping(name);
		try {
			return (mapping != null) ? Optional.of(this.forms.of(mapping)) : Optional.empty();
		}
		catch (RuntimeException ex) {
			leftOut(name, "stored", ex);
			return Optional.empty();
		}
	}

	private void leftOut(String name, String what, RuntimeException cause) {
		if (this.reported.add(name)) {
			logger.warn("Changes of '" + name + "' of " + javaType().getName() + " in persistence unit '"
					+ this.type.savedType().persistenceUnit() + "' cannot be " + what
					+ " with durable events and are left out of them: " + cause.getMessage());
		}
	}

	/**
	 * Whether the entity class has the attribute as one that can change.
	 * @param attribute the name of the attribute
	 * @return {@code false} if only another entity has it
	 * @throws IllegalArgumentException if it is none that can change, of any entity
	 */
	public boolean hasAttribute(String attribute) {
		return this.type.hasAttribute(attribute);
	}

	/**
	 * Return a reference to an entity, which no session holds and no statement loads.
	 * @param id its identifier
	 * @return the reference, which can be asked for its identifier alone
	 */
	public Object reference(Object id) {
		return EntityReferences.to(this.type.persister(), id);
	}

}
