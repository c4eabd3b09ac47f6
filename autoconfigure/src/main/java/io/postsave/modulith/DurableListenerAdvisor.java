package io.postsave.modulith;

import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.Pointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;

/**
 * Has the calls of durable listeners intercepted.
 */
@SuppressWarnings("serial")
final class DurableListenerAdvisor extends DefaultPointcutAdvisor {

	DurableListenerAdvisor(Pointcut pointcut, MethodInterceptor interceptor, int order) {
		super(pointcut, interceptor);
		setOrder(order);
	}

}
