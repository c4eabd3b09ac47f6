package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.List;

import io.postsave.PostWriteEvent;

/**
 * One call of a listener method.
 *
 * @param method the method of the bean's class
 * @param beanClass the class of the bean, without proxies
 * @param events what the method is told of: one event, or those of a list
 * @param list whether the method has a list as parameter
 * @param afterCommit whether it is told when the transaction has ended, rather than
 * within it
 */
public record ListenerCall(Method method, Class<?> beanClass, List<? extends PostWriteEvent<?>> events, boolean list,
		boolean afterCommit) {
}
