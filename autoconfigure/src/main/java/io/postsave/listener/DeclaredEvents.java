package io.postsave.listener;

import java.lang.reflect.Method;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The events that a listener method declares to hear: by its parameter, whose type
 * variables stand for what the bean's class says, and by the {@code classes} of its
 * annotation. Where there are both, both hold.
 *
 * @param classes the classes of the annotation, empty if it names none
 * @param parameter the type of the method's parameter, {@code null} if it has none
 */
record DeclaredEvents(List<Class<?>> classes, @Nullable GenericType parameter) {

	/**
	 * Return what a method declares.
	 * @param method the method
	 * @param beanType the type of its bean
	 */
	static DeclaredEvents of(Method method, GenericType beanType) {
		Method declaring = declaringMethod(method);
		GenericType parameter = (declaring.getParameterCount() > 0) ? GenericType
			.of(ResolvableType.forMethodParameter(new MethodParameter(declaring, 0), beanType.type()), beanType) : null;
		return new DeclaredEvents(List.of(classesOf(method)), parameter);
	}

	/**
	 * Return what a method declares of the elements of its list, which is its parameter.
	 * @param method the method
	 * @param beanType the type of its bean
	 */
	static DeclaredEvents ofElements(Method method, GenericType beanType) {
		DeclaredEvents list = of(method, beanType);
		return (list.parameter != null) ? new DeclaredEvents(list.classes, list.parameter.element()) : list;
	}

	/**
	 * A lambda's method has no type arguments: its interface's method has.
	 */
	private static Method declaringMethod(Method method) {
		if (method.getDeclaringClass().isSynthetic()) {
			for (Class<?> implemented : method.getDeclaringClass().getInterfaces()) {
				Method declared = ReflectionUtils.findMethod(implemented, method.getName(), method.getParameterTypes());
				if (declared != null) {
					return declared;
				}
			}
		}
		return method;
	}

	private static Class<?>[] classesOf(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		return (annotation != null) ? annotation.classes() : new Class<?>[0];
	}

	/**
	 * Whether a method may be one that hears of saves: only its bean's class tells what a
	 * type variable stands for.
	 */
	static boolean mayBeSaves(Method method) {
		return Stream.concat(Arrays.stream(classesOf(method)), Arrays.stream(method.getParameterTypes()))
			.anyMatch(PostWriteEvent.class::isAssignableFrom) || isOfVariableType(method);
	}

	/**
	 * Whether a method has a list as parameter, which may hold saves.
	 */
	static boolean mayBeListOfSaves(Method method) {
		if (method.getParameterCount() != 1 || method.getParameterTypes()[0] != List.class) {
			return false;
		}
		ResolvableType element = ResolvableType.forMethodParameter(declaringMethod(method), 0).getGeneric();
		return element.getType() instanceof TypeVariable || isSave(element);
	}

	private static boolean isOfVariableType(Method method) {
		return method.getParameterCount() > 0
				&& method.getGenericParameterTypes()[0] instanceof TypeVariable<?> variable
				&& variable.getGenericDeclaration() instanceof Class<?>
				&& method.getParameterTypes()[0].isAssignableFrom(PostWriteEvent.class);
	}

	/**
	 * Whether saves are declared, by their own names.
	 */
	boolean areSaves() {
		return this.classes.stream().anyMatch(PostWriteEvent.class::isAssignableFrom) || isParameterOfSaves();
	}

	/**
	 * Whether nothing but saves can be passed to the method.
	 */
	boolean isParameterOfSaves() {
		return this.parameter != null && isSave(this.parameter.type());
	}

	/**
	 * Return the type argument that stands for the entity, {@code null} if there is none.
	 */
	@Nullable GenericType entity() {
		return (this.parameter != null && isParameterOfSaves() && this.parameter.type().hasGenerics())
				? GenericType.of(this.parameter.type().getGeneric(), this.parameter.scope()) : null;
	}

	/**
	 * Return the name of the class of events that can be passed to the method, as it is
	 * written in code.
	 */
	String eventName() {
		return ClassUtils.getShortName((this.parameter != null) ? this.parameter.type().toClass() : Object.class);
	}

	/**
	 * Return what can be passed to the method as it is written in code, with an ampersand
	 * between what both holds.
	 */
	String asWritten() {
		String named = this.classes.stream().map(Class::getName).collect(Collectors.joining(" | "));
		if (this.parameter == null || named.isEmpty()) {
			return (this.parameter != null) ? this.parameter.asWritten() : named;
		}
		return this.parameter.asWritten() + " & " + ((this.classes.size() > 1) ? "(" + named + ")" : named);
	}

	static boolean isSave(ResolvableType eventType) {
		return PostWriteEvent.class.isAssignableFrom(eventType.toClass());
	}

	/**
	 * Whether the method hears an event: a save exactly as it is declared, and anything
	 * else as Spring has it, unless nothing but saves can be passed to the method.
	 * @param eventType the type of the event, with its entity class unless that is not
	 * known
	 * @param springs whether Spring would have it heard
	 */
	boolean contain(ResolvableType eventType, Predicate<ResolvableType> springs) {
		if (isSave(eventType)) {
			return contain(eventType);
		}
		return !isParameterOfSaves() && springs.test(eventType);
	}

	private boolean contain(ResolvableType saveType) {
		Class<?> saveClass = saveType.toClass();
		return isOfAnyClass(saveClass)
				&& (this.parameter == null || isArgument(saveClass, saveType.getGeneric().resolve(), this.parameter));
	}

	private boolean isOfAnyClass(Class<?> saveClass) {
		return this.classes.isEmpty()
				|| this.classes.stream().anyMatch((declared) -> declared.isAssignableFrom(saveClass));
	}

	private static boolean isArgument(Class<?> saveClass, @Nullable Class<?> entityClass, GenericType parameter) {
		ResolvableType declared = parameter.type();
		if (!declared.toClass().isAssignableFrom(saveClass)) {
			return false;
		}
		return entityClass == null || !isSave(declared) || !declared.hasGenerics()
				|| GenericType.of(declared.getGeneric(), parameter.scope()).allows(GenericType.of(entityClass));
	}

}
