package io.postsave.delivery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.util.ClassUtils;

/**
 * The entity classes that are never told: those that are named, with their subclasses or,
 * being interfaces, with what implements them, and those in packages that are named, with
 * their subpackages. The rows in which Spring Modulith keeps what its listeners are owed
 * are among them: they would be told of being told.
 */
public final class ExcludedTypes implements Predicate<Class<?>> {

	private static final String PUBLICATIONS_OF_MODULITH = "org.springframework.modulith.events.jpa";

	private final List<String> names;

	private final Map<Class<?>, Boolean> excluded = new ConcurrentHashMap<>();

	/**
	 * Creates the exclusion.
	 * @param names the names of classes, interfaces and packages
	 */
	public ExcludedTypes(List<String> names) {
		this.names = Stream.concat(names.stream(), Stream.of(PUBLICATIONS_OF_MODULITH)).toList();
	}

	@Override
	public boolean test(Class<?> entityType) {
		Boolean known = this.excluded.get(entityType);
		return (known != null) ? known : this.excluded.computeIfAbsent(entityType, this::isExcluded);
	}

	private boolean isExcluded(Class<?> entityType) {
		return this.names.stream().anyMatch((name) -> isInPackage(entityType, name) || isOfClass(entityType, name));
	}

	private static boolean isInPackage(Class<?> entityType, String name) {
		return (ClassUtils.getPackageName(entityType) + ".").startsWith(name + ".");
	}

	private static boolean isOfClass(Class<?> entityType, String name) {
		for (Class<?> type = entityType; type != null; type = type.getSuperclass()) {
			if (isNamed(type, name) || isOfInterface(type, name)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isOfInterface(Class<?> type, String name) {
		for (Class<?> implemented : type.getInterfaces()) {
			if (isNamed(implemented, name) || isOfInterface(implemented, name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A nested class may be named with a {@code $} or, as in sources, with a dot.
	 */
	private static boolean isNamed(Class<?> type, String name) {
		return type.getName().equals(name) || name.equals(type.getCanonicalName());
	}

}
