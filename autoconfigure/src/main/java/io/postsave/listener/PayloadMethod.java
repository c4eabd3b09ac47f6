package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * A listener method for what is no {@link ApplicationEvent}, of which an entity may be
 * meant.
 *
 * @param method the method
 * @param events the classes that it names
 */
record PayloadMethod(Method method, List<Class<?>> events) {

	/**
	 * Return what a listener method names.
	 * @param method the method
	 * @param beanClass the class of its bean
	 */
	static PayloadMethod of(Method method, Class<?> beanClass) {
		return new PayloadMethod(method, Stream.of(eventsOf(method, beanClass))
			.filter((event) -> !ApplicationEvent.class.isAssignableFrom(event) && !event.getName().startsWith("java."))
			.toList());
	}

	private static Class<?>[] eventsOf(Method method, Class<?> beanClass) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		if (annotation != null && annotation.classes().length > 0) {
			return annotation.classes();
		}
		return (method.getParameterCount() != 1) ? new Class<?>[0]
				: new Class<?>[] {
						ResolvableType.forMethodParameter(new MethodParameter(method, 0).withContainingClass(beanClass))
							.toClass() };
	}

}
