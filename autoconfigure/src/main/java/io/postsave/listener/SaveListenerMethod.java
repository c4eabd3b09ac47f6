package io.postsave.listener;

import java.lang.reflect.Method;

/**
 * A listener method that hears saves, as what may be mistaken about it is found.
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
	 * Whether the method is told while the transaction still goes on.
	 */
	boolean isToldInTransaction();

}
