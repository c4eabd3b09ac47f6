package io.postsave.listener;

import java.lang.reflect.Method;

import org.springframework.core.ResolvableType;
import org.springframework.transaction.event.TransactionalApplicationListenerMethodAdapter;

/**
 * The adapter of a {@code @TransactionalEventListener} method: Spring's own, but that it
 * hears exactly what the method declares.
 */
final class TransactionalListenerMethod extends TransactionalApplicationListenerMethodAdapter {

	private final DeclaredEvents declared;

	TransactionalListenerMethod(String beanName, GenericType beanType, Method method) {
		super(beanName, beanType.type().toClass(), method);
		this.declared = DeclaredEvents.of(getTargetMethod(), beanType);
	}

	DeclaredEvents declared() {
		return this.declared;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return this.declared.contain(eventType, super::supportsEventType);
	}

}
