package io.postsave.actuate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.postsave.autoconfigure.PostSaveProperties;
import io.postsave.delivery.ExcludedTypes;
import io.postsave.hibernate.UnitDescription;
import org.jspecify.annotations.Nullable;

/**
 * The entity classes of all units, by name, and whether they are told.
 */
final class KnownEntities {

	private static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

	private final Map<Class<?>, List<String>> unitsByType = new TreeMap<>(BY_NAME);

	private final Map<Class<?>, String> untold = new TreeMap<>(BY_NAME);

	KnownEntities(List<UnitDescription> units, PostSaveProperties properties) {
		ExcludedTypes excluded = new ExcludedTypes(properties.exclude());
		for (UnitDescription unit : units) {
			unit.told()
				.forEach((type) -> add(type, unit, excluded.test(type) ? "excluded by post-save.exclude" : null));
			unit.untold().forEach((type) -> add(type, unit, "without the entity listener of post-save"));
		}
	}

	/**
	 * A class that one unit tells and another does not is told.
	 */
	private void add(Class<?> type, UnitDescription unit, @Nullable String whyUntold) {
		boolean known = this.unitsByType.containsKey(type);
		this.unitsByType.computeIfAbsent(type, (key) -> new ArrayList<>()).add(unit.name());
		if (whyUntold == null) {
			this.untold.remove(type);
		}
		else if (!known) {
			this.untold.put(type, whyUntold);
		}
	}

	/**
	 * Return those whose simple or full name is the given one, each with its units.
	 */
	Map<Class<?>, List<String>> named(String name) {
		Map<Class<?>, List<String>> named = new TreeMap<>(BY_NAME);
		this.unitsByType.forEach((type, units) -> {
			if (name.equals(type.getSimpleName()) || name.equals(type.getName())
					|| name.equals(type.getCanonicalName())) {
				named.put(type, units);
			}
		});
		return named;
	}

	/**
	 * Return those that are told.
	 */
	Collection<Class<?>> told() {
		return this.unitsByType.keySet().stream().filter((type) -> whyUntold(type) == null).toList();
	}

	/**
	 * Return why a class is not told, {@code null} if it is.
	 */
	@Nullable String whyUntold(Class<?> type) {
		return this.untold.get(type);
	}

}
