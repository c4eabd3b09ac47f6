package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.PostSaveEvent;
import io.postsave.WhenChanged;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The attributes of which one has to be changed for a method to be told. Which of them an
 * entity class has is known when its unit has been built.
 */
final class ChangedAttributes {

	private final List<String> names;

	private final Map<Class<?>, String[]> namesByEntity = new ConcurrentHashMap<>();

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
	 * Learns which attributes an entity class has.
	 * @param entityType the class
	 * @param attributes its attributes that can change
	 */
	void learn(Class<?> entityType, Collection<String> attributes) {
		this.namesByEntity.put(entityType, this.names.stream().filter(attributes::contains).toArray(String[]::new));
	}

	/**
	 * Whether one of the attributes has changed, or may have.
	 */
	boolean isAnyChangedBy(PostSaveEvent<?> event) {
		String[] names = this.namesByEntity.get(event.getEntityType());
		if (names == null) {
			return this.names.stream().anyMatch(event::hasChanged);
		}
		for (String name : names) {
			if (event.hasChanged(name)) {
				return true;
			}
		}
		return false;
	}

}
