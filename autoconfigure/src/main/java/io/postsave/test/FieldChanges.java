package io.postsave.test;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

import io.postsave.AttributeChange;
import io.postsave.WriteDetails;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Changes of an entity whose attributes are known by its fields alone.
 */
final class FieldChanges implements WriteDetails {

	private final Class<?> entityType;

	private final TreeSet<String> attributes = new TreeSet<>();

	private final Map<String, String> roles = new HashMap<>();

	private final Map<String, AttributeChange> changes;

	private final @Nullable Object version;

	private final UUID eventId = UUID.randomUUID();

	FieldChanges(Object entity, Class<?> entityType, Map<String, AttributeChange> changes) {
		this.entityType = entityType;
		this.version = versionOf(entity);
		ReflectionUtils.doWithFields(entityType, this::add, FieldChanges::isPersistent);
		changes.keySet().forEach(this::requireAttribute);
		this.changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
	}

	private void add(Field field) {
		this.attributes.add(field.getName());
		String role = roleOf(field);
		if (role != null) {
			this.roles.put(field.getName(), role);
		}
	}

	/**
	 * Return the changes of a creation: all fields that have a value.
	 */
	static Map<String, AttributeChange> createdWith(Object entity) {
		return changesOf(entity, (value) -> isEmpty(value) ? null : new AttributeChange(null, value));
	}

	/**
	 * Return the changes of a deletion: all fields that had a value.
	 */
	static Map<String, AttributeChange> deletedWith(Object entity) {
		return changesOf(entity, (value) -> isEmpty(value) ? null : new AttributeChange(value, null));
	}

	private static Map<String, AttributeChange> changesOf(Object entity,
			Function<Object, @Nullable AttributeChange> change) {
		Map<String, AttributeChange> changes = new LinkedHashMap<>();
		ReflectionUtils.doWithFields(entity.getClass(), (field) -> {
			ReflectionUtils.makeAccessible(field);
			Object value = field.get(entity);
			AttributeChange changed = (value != null) ? change.apply(value) : null;
			if (changed != null) {
				changes.put(field.getName(), changed);
			}
		}, FieldChanges::isWritten);
		return changes;
	}

	private static boolean isEmpty(Object value) {
		return (value instanceof Collection<?> collection && collection.isEmpty())
				|| (value instanceof Map<?, ?> map && map.isEmpty());
	}

	private static @Nullable Object versionOf(Object entity) {
		List<Object> versions = new ArrayList<>(1);
		ReflectionUtils.doWithFields(entity.getClass(), (field) -> {
			ReflectionUtils.makeAccessible(field);
			Object version = field.get(entity);
			if (version != null) {
				versions.add(version);
			}
		}, (field) -> field.isAnnotationPresent(Version.class));
		return versions.isEmpty() ? null : versions.get(0);
	}

	private static boolean isPersistent(Field field) {
		return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())
				&& !field.isSynthetic() && !field.isAnnotationPresent(Transient.class);
	}

	private static boolean isWritten(Field field) {
		return isPersistent(field) && roleOf(field) == null;
	}

	/**
	 * Return what the field is instead of an attribute that can change, or {@code null}.
	 */
	private static @Nullable String roleOf(Field field) {
		if (field.isAnnotationPresent(Id.class) || field.isAnnotationPresent(EmbeddedId.class)) {
			return "the identifier or a part of it";
		}
		if (field.isAnnotationPresent(Version.class)) {
			return "the version";
		}
		return isInverse(field) ? "an inverse collection" : null;
	}

	private static boolean isInverse(Field field) {
		OneToMany oneToMany = field.getAnnotation(OneToMany.class);
		ManyToMany manyToMany = field.getAnnotation(ManyToMany.class);
		return (oneToMany != null && !oneToMany.mappedBy().isEmpty())
				|| (manyToMany != null && !manyToMany.mappedBy().isEmpty());
	}

	private void requireAttribute(String attribute) {
		if (!this.attributes.contains(attribute)) {
			throw new IllegalArgumentException("'" + attribute + "' is no attribute of " + this.entityType.getName()
					+ ". Its attributes are: " + String.join(", ", this.attributes));
		}
		String role = this.roles.get(attribute);
		if (role != null) {
			throw new IllegalArgumentException("'" + attribute + "' is " + role + " of " + this.entityType.getName()
					+ ", which is never among the changes");
		}
	}

	@Override
	public @Nullable Object version() {
		return this.version;
	}

	@Override
	public UUID eventId() {
		return this.eventId;
	}

	@Override
	public boolean isKnown() {
		return true;
	}

	@Override
	public Map<String, AttributeChange> toMap() {
		return this.changes;
	}

	@Override
	public boolean contains(String attribute) {
		requireAttribute(attribute);
		return this.changes.containsKey(attribute);
	}

}
