package io.postsave.listener;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * A type that is compared exactly. Where Spring takes what is raw or cannot be resolved
 * for a match, this takes it for none: a {@code Task} that implements {@code Comparable}
 * is no {@code Comparable<Task>}, let alone a {@code Cat}.
 *
 * @param type the type
 * @param scope the type whose arguments stand for the type's variables, {@code null} if
 * it has none that could be resolved
 */
record GenericType(ResolvableType type, @Nullable GenericType scope) {

	/**
	 * Return a type with its variable, if it is one, resolved as far as that is possible.
	 * A scope may know the variable by its own name alone, or by that which a scope
	 * before it has for it; it is not asked for what a scope before it knows.
	 * @param type the type
	 * @param scope the type in which it is found
	 */
	static GenericType of(ResolvableType type, @Nullable GenericType scope) {
		ResolvableType resolved = type;
		for (GenericType current = scope; current != null; current = current.scope) {
			ResolvableType before = resolved;
			resolved = current.resolve(before);
			if (resolved == before && resolved != type && isVariable(resolved)) {
				ResolvableType direct = current.resolve(type);
				resolved = (direct != type) ? direct : before;
			}
		}
		return new GenericType(resolved, scope);
	}

	static GenericType of(Class<?> type) {
		return new GenericType(ResolvableType.forClass(type), null);
	}

	/**
	 * Return the type of what a list of this type holds: a wildcard or a variable stands
	 * for its bound.
	 */
	GenericType element() {
		GenericType element = of(this.type.getGeneric(), this.scope);
		while (element.type.getType() instanceof WildcardType || element.type.getType() instanceof TypeVariable) {
			element = of(ResolvableType.forType(boundOf(element.type.getType())), this.scope);
		}
		return element;
	}

	private static Type boundOf(Type type) {
		if (type instanceof WildcardType wildcard) {
			Type[] lower = wildcard.getLowerBounds();
			return (lower.length > 0) ? lower[0] : wildcard.getUpperBounds()[0];
		}
		return ((TypeVariable<?>) type).getBounds()[0];
	}

	/**
	 * Whether this, being a type argument, allows itself alone.
	 */
	boolean isExact() {
		return !isUnresolved();
	}

	private ResolvableType resolve(ResolvableType type) {
		ResolvableType resolved = type;
		while (resolved.getType() instanceof TypeVariable<?> variable
				&& variable.getGenericDeclaration() instanceof Class<?> declaringClass) {
			int index = Arrays.asList(declaringClass.getTypeParameters()).indexOf(variable);
			ResolvableType argument = this.type.as(declaringClass).getGeneric(index);
			if (argument == ResolvableType.NONE || argument.getType().equals(variable)) {
				return resolved;
			}
			resolved = argument;
		}
		return resolved;
	}

	/**
	 * Whether this, being a type argument, allows another type in its place.
	 */
	boolean allows(GenericType other) {
		Type argument = this.type.getType();
		if (argument instanceof WildcardType wildcard) {
			return bounds(wildcard.getUpperBounds()).allMatch((bound) -> bound.isSupertypeOf(other))
					&& bounds(wildcard.getLowerBounds()).allMatch(other::isErasedSupertypeOf);
		}
		if (argument instanceof TypeVariable<?> variable) {
			return bounds(variable.getBounds()).allMatch((bound) -> bound.isSupertypeOf(other));
		}
		return !other.isUnresolved() && this.type.resolve() == other.type.resolve() && allowsArgumentsOf(other);
	}

	private Stream<GenericType> bounds(Type[] bounds) {
		return Arrays.stream(bounds).map((bound) -> of(ResolvableType.forType(bound), this.scope));
	}

	private boolean isSupertypeOf(GenericType other) {
		Class<?> erased = this.type.resolve();
		return erased == null || (isErasedSupertypeOf(other) && allowsArgumentsOf(other.as(erased)));
	}

	private boolean isErasedSupertypeOf(GenericType other) {
		return this.type.resolve(Object.class).isAssignableFrom(other.type.resolve(Object.class));
	}

	/**
	 * A raw type allows all arguments. A variable that is bounded by itself is not
	 * followed any further.
	 */
	private boolean allowsArgumentsOf(GenericType other) {
		if (this.type.getType() instanceof Class<?>) {
			return true;
		}
		ResolvableType[] arguments = this.type.getGenerics();
		for (int i = 0; i < arguments.length; i++) {
			GenericType argument = of(arguments[i], this.scope);
			GenericType otherArgument = of(other.type.getGeneric(i), other.scope);
			if (isVariable(argument.type) ? otherArgument.isUnresolved() : !argument.allows(otherArgument)) {
				return false;
			}
		}
		return true;
	}

	private GenericType as(Class<?> supertype) {
		return (this.type.resolve() != supertype) ? new GenericType(this.type.as(supertype), this) : this;
	}

	/**
	 * Return the type as it is written in code, with what its variables stand for.
	 */
	String asWritten() {
		Type written = this.type.getType();
		if (written instanceof WildcardType wildcard) {
			Type bound = boundOf(wildcard);
			String prefix = (wildcard.getLowerBounds().length > 0) ? "? super " : "? extends ";
			return (bound != Object.class) ? prefix + of(ResolvableType.forType(bound), this.scope).asWritten() : "?";
		}
		if (!(written instanceof ParameterizedType)) {
			return written.getTypeName();
		}
		return this.type.toClass().getName() + Arrays.stream(this.type.getGenerics())
			.map((argument) -> of(argument, this.scope).asWritten())
			.collect(Collectors.joining(", ", "<", ">"));
	}

	private boolean isUnresolved() {
		return isVariable(this.type) || this.type.getType() instanceof WildcardType;
	}

	private static boolean isVariable(ResolvableType type) {
		return type.getType() instanceof TypeVariable;
	}

}
