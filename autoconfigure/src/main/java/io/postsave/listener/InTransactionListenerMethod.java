package io.postsave.listener;

import java.lang.reflect.Method;

import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationEvent;

/**
 * A plain {@code @EventListener} method that is told of saves in the transaction: it
 * hears what Spring publishes.
 */
final class InTransactionListenerMethod extends PlainListenerMethod {

	InTransactionListenerMethod(String beanName, GenericType beanType, Method method, SingletonBeanRegistry singletons,
			ListenerCalls calls) {
		super(beanName, beanType, method, singletons, calls);
	}

	@Override
	public ToldWhen toldWhen() {
		return ToldWhen.IN_TRANSACTION;
	}

	@Override
	boolean isInTransactionByDefault() {
		return ToldWhen.chosenBy(getTargetMethod()) == null;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (isToldOfChanges(event)) {
			super.onApplicationEvent(event);
		}
	}

	@Override
	public boolean shouldHandle(ApplicationEvent event) {
		return isToldOfChanges(event) && super.shouldHandle(event);
	}

}
