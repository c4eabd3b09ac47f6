package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.postsave.PostWriteEvent;
import io.postsave.WhenChanged;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The attributes of which one has to be changed for a method to be told. Which of them an
 * entity class has is known when its unit has been built.
 */
final class ChangedAttributes {

	private final List<String> names;

	private final Set<EntityAttributes> heard = ConcurrentHashMap.newKeySet();

	/** The names that an entity class has, by class and unit. */
	private final Map<Class<?>, Map<String, String[]>> namesByEntity = new ConcurrentHashMap<>();

	private ChangedAttributes(List<String> names) {
		this.names = names;
	}

	/**
	 * Return the attributes that a method names, {@code null} if it does not.
	 */
	static @Nullable ChangedAttributes of(Method method) {
		List<String> names = namesOf(method);
		return names.isEmpty() ? null : new ChangedAttributes(names);
	}

	static List<String> namesOf(Method method) {
		WhenChanged annotation = AnnotatedElementUtils.findMergedAnnotation(method, WhenChanged.class);
		return (annotation != null) ? List.of(annotation.value()) : List.of();
	}

	List<String> names() {
		return this.names;
	}

	/**
	 * Learns of an entity class that the method can hear.
	 */
	void learn(EntityAttributes entity) {
		if (this.heard.add(entity)) {
			this.namesByEntity.computeIfAbsent(entity.entityType(), (type) -> new ConcurrentHashMap<>())
				.put(entity.persistenceUnit(), this.names.stream().filter(entity::isChangeable).toArray(String[]::new));
		}
	}

	/**
	 * Whether one of the attributes has changed, or may have.
	 */
	boolean isAnyChangedBy(PostWriteEvent<?> event) {
		Map<String, String[]> namesByUnit = this.namesByEntity.get(event.getEntityType());
		String[] names = (namesByUnit != null) ? namesByUnit.get(event.getPersistenceUnit()) : null;
		if (names == null) {
			return this.names.stream().anyMatch((name) -> isKnownAndChangedBy(event, name));
		}
		for (String name : names) {
			if (event.hasChanged(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * An event of no unit, such as one that a test makes, knows the attributes of its own
	 * entity alone.
	 */
	private static boolean isKnownAndChangedBy(PostWriteEvent<?> event, String name) {
		try {
			return event.hasChanged(name);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Return the names that none of the entities that the method can hear, as far as they
	 * are known, has as an attribute that can change: no names if there are no such
	 * entities.
	 */
	List<String> unknownNames() {
		return this.heard.isEmpty() ? List.of()
				: this.names.stream()
					.filter((name) -> this.heard.stream().noneMatch((entity) -> entity.isChangeable(name)))
					.distinct()
					.toList();
	}

	/**
	 * Say what is to be known of those names to mend them.
	 */
	String adviceOn(List<String> unknownNames) {
		Stream<String> refusals = unknownNames.stream()
			.flatMap((name) -> heardInOrder().map((entity) -> entity.refusal(name)).filter(Objects::nonNull).limit(1));
		String known = heardInOrder().map(ChangedAttributes::describe).collect(Collectors.joining("; "));
		return Stream.concat(refusals, Stream.of("It can hear " + known + ".")).collect(Collectors.joining(" "));
	}

	private Stream<EntityAttributes> heardInOrder() {
		return this.heard.stream()
			.sorted(Comparator.<EntityAttributes, String>comparing((entity) -> entity.entityType().getName())
				.thenComparing(EntityAttributes::persistenceUnit));
	}

	private static String describe(EntityAttributes entity) {
		return entity.entityType().getName() + " in persistence unit '" + entity.persistenceUnit() + "', which has: "
				+ String.join(", ", entity.changeable());
	}

}
