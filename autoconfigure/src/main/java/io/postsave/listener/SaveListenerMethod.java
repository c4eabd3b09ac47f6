package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A listener method that hears saves, as what may be mistaken about it is found and as it
 * is described.
 */
interface SaveListenerMethod {

	/**
	 * Return the method of the bean's class.
	 */
	Method method();

	/**
	 * Return the name of the bean.
	 */
	String beanName();

	/**
	 * Return the class of the bean, without proxies.
	 */
	Class<?> beanClass();

	/**
	 * Return the events that the method hears, one by one or as the elements of a list.
	 */
	DeclaredEvents declared();

	/**
	 * Return what the method declares to be passed, as it is written in code.
	 */
	String declaredType();

	/**
	 * Return the attributes of which one has to be changed, none if any may be.
	 */
	List<String> changedAttributes();

	/**
	 * Return the condition on which the method is told, {@code null} if it has none.
	 */
	@Nullable String condition();

	/**
	 * Return when the method is told.
	 */
	ToldWhen toldWhen();

	/**
	 * Whether the method is told while the transaction still goes on.
	 */
	default boolean isToldInTransaction() {
		return toldWhen() == ToldWhen.IN_TRANSACTION;
	}

}
