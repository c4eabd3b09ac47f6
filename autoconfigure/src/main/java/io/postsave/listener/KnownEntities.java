package io.postsave.listener;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The entity classes of the persistence units that have been built, and what is mistaken
 * about methods when they are compared with them.
 */
final class KnownEntities {

	private final Set<String> units = new TreeSet<>();

	private final Set<Class<?>> types = new LinkedHashSet<>();

	void add(String unit, Collection<Class<?>> entityTypes) {
		this.units.add(unit);
		this.types.addAll(entityTypes);
	}

	/**
	 * Whether there is nothing to compare with.
	 */
	boolean isEmpty() {
		return this.types.isEmpty();
	}

	/**
	 * Return what to warn of as a method names a type argument that no entity has, or
	 * {@code null}. What is no class, as a wildcard, is meant to depend on what there is.
	 */
	@Nullable String mistakeOf(SaveListenerMethod listener) {
		GenericType argument = listener.declared().entity();
		Class<?> named = (argument != null && argument.isExact()) ? argument.type().resolve() : null;
		if (argument == null || named == null
				|| this.types.stream()
					.filter(KnownEntities::isSavedAsSuch)
					.anyMatch((type) -> isHeard(argument, type))) {
			return null;
		}
		return "Listener method " + MisplacedAnnotations.nameOf(listener.method())
				+ " hears no save: it is declared for " + listener.declared().eventName() + "<" + argument.type()
				+ ">, but " + reasonAndRemedy(listener.declared().eventName(), named);
	}

	private static boolean isHeard(GenericType argument, Class<?> entityType) {
		return argument.allows(GenericType.of(entityType));
	}

	private String reasonAndRemedy(String eventName, Class<?> named) {
		List<Class<?>> subtypes = this.types.stream()
			.filter((type) -> type != named && named.isAssignableFrom(type))
			.toList();
		if (this.types.contains(named) && isSavedAsSuch(named)) {
			return "the type arguments of the entity " + named.getName() + " are not known when it is saved. Declare "
					+ eventName + "<" + named.getSimpleName() + "<?>> instead.";
		}
		if (!subtypes.isEmpty()) {
			return "only subtypes of " + named.getName() + " are saved (" + names(subtypes) + "). Declare " + eventName
					+ "<? extends " + named.getSimpleName() + "> to hear them.";
		}
		return named.getName() + " is no entity of persistence unit " + unitNames()
				+ ", nor a supertype of one. Name an entity instead.";
	}

	private static boolean isSavedAsSuch(Class<?> type) {
		return !Modifier.isAbstract(type.getModifiers());
	}

	private static String names(List<Class<?>> types) {
		return types.stream().map(ClassUtils::getShortName).sorted().collect(Collectors.joining(", "));
	}

	private String unitNames() {
		return this.units.stream().collect(Collectors.joining("', '", "'", "'"));
	}

	/**
	 * Return what to warn of as a method names an entity as its event, or {@code null}.
	 */
	@Nullable String mistakeOf(PayloadMethod method) {
		for (Class<?> event : method.events()) {
			if (this.types.contains(event)) {
				return "Listener method " + MisplacedAnnotations.nameOf(method.method())
						+ " is declared for the entity " + event.getName()
						+ " itself: it is not told when one is saved, but only if the application "
						+ "publishes one. Declare PostSaveEvent<" + event.getSimpleName()
						+ "> as its parameter to be told of saves.";
			}
		}
		return null;
	}

}
