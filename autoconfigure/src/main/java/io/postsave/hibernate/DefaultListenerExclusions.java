package io.postsave.hibernate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import jakarta.persistence.ExcludeDefaultListeners;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Tells of entity classes whether they have default listeners, by their annotations.
 */
final class DefaultListenerExclusions implements Predicate<Class<?>> {

	private final Map<Class<?>, Boolean> excluding = new ConcurrentHashMap<>();

	@Override
	public boolean test(Class<?> entityClass) {
		return !this.excluding.computeIfAbsent(entityClass,
				(type) -> MergedAnnotations.from(type, SearchStrategy.SUPERCLASS)
					.isPresent(ExcludeDefaultListeners.class));
	}

}
