package io.postsave.listener;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.StringUtils;

/**
 * What can be seen of a listener method itself that would go wrong with each save.
 */
final class MethodMistakes {

	private MethodMistakes() {
	}

	/**
	 * Return what to warn of.
	 * @param listener the listener method
	 * @param beanFactory holds its bean
	 */
	static List<String> of(SaveListenerMethod listener, BeanFactory beanFactory) {
		List<String> mistakes = new ArrayList<>(0);
		String name = "Listener method " + MisplacedAnnotations.nameOf(listener.method());
		if (listener.isToldInTransaction() && isAsync(listener)) {
			mistakes.add(name + " is @Async, but is told in the transaction: its session and entities are used on two "
					+ "threads at once, and what is rolled back was told. Make it an @EventListener with @AfterCommit, or "
					+ "leave out @Async.");
		}
		if (isFinal(listener) && isSubclassProxy(typeOf(listener.beanName(), beanFactory))) {
			mistakes.add(name + " is final, but its bean '" + listener.beanName()
					+ "' is a proxy that is a subclass: it is called on the proxy itself, whose fields are null, and "
					+ "without what the proxy is there for. Leave out 'final', or move the method to a bean that is no "
					+ "proxy.");
		}
		String condition = conditionOf(listener);
		String refusal = (condition != null) ? refusalOf(condition) : null;
		if (refusal != null) {
			mistakes.add(name + " has a condition that is no SpEL expression, and fails each time it is told: '"
					+ condition + "' (" + refusal + "). Correct it, or use @WhenChanged for changed attributes.");
		}
		return mistakes;
	}

	private static boolean isAsync(SaveListenerMethod listener) {
		return AnnotatedElementUtils.hasAnnotation(listener.method(), Async.class)
				|| AnnotatedElementUtils.hasAnnotation(listener.beanClass(), Async.class);
	}

	private static boolean isFinal(SaveListenerMethod listener) {
		int modifiers = listener.method().getModifiers();
		return Modifier.isFinal(modifiers) && !Modifier.isStatic(modifiers);
	}

	/**
	 * Other subclasses that Spring makes, as those of configurations, have their fields.
	 */
	private static boolean isSubclassProxy(@Nullable Class<?> type) {
		return type != null && SpringProxy.class.isAssignableFrom(type) && !Proxy.isProxyClass(type);
	}

	private static @Nullable Class<?> typeOf(String beanName, BeanFactory beanFactory) {
		try {
			return beanFactory.getType(beanName, false);
		}
		catch (NoSuchBeanDefinitionException ex) {
			return null;
		}
	}

	private static @Nullable String conditionOf(SaveListenerMethod listener) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(listener.method(), EventListener.class);
		return (annotation != null && StringUtils.hasText(annotation.condition())) ? annotation.condition() : null;
	}

	private static @Nullable String refusalOf(String condition) {
		try {
			new SpelExpressionParser().parseExpression(condition);
			return null;
		}
		catch (ParseException ex) {
			return ex.getSimpleMessage();
		}
	}

}
