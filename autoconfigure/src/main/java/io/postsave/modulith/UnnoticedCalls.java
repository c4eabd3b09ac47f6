package io.postsave.modulith;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import io.postsave.PostWriteEvent;
import org.aopalliance.intercept.MethodInvocation;

import org.springframework.aop.support.AopUtils;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;

/**
 * Tells the engine of calls that it does not notice: those of listeners behind a proxy of
 * their interface, which it stores by the name of the class and looks for by that of the
 * interface.
 */
final class UnnoticedCalls {

	private final Supplier<EventPublicationRegistry> registry;

	UnnoticedCalls(Supplier<EventPublicationRegistry> registry) {
		this.registry = registry;
	}

	/**
	 * Return the method of the listener's class that is called.
	 */
	static Method calledMethod(MethodInvocation invocation) {
		Object target = invocation.getThis();
		return (target != null)
				? AopUtils.getMostSpecificMethod(invocation.getMethod(), AopUtils.getTargetClass(target))
				: invocation.getMethod();
	}

	void succeeded(MethodInvocation invocation, PostWriteEvent<?> event, OwedCall call) {
		if (isUnnoticed(invocation)) {
			this.registry.get().markCompleted(event, PublicationTargetIdentifier.of(call.listenerId()));
		}
	}

	void failed(MethodInvocation invocation, PostWriteEvent<?> event, OwedCall call) {
		if (isUnnoticed(invocation)) {
			this.registry.get().markFailed(event, PublicationTargetIdentifier.of(call.listenerId()));
		}
	}

	private static boolean isUnnoticed(MethodInvocation invocation) {
		return invocation.getMethod().getDeclaringClass().isInterface()
				&& !calledMethod(invocation).getDeclaringClass().isInterface();
	}

}
