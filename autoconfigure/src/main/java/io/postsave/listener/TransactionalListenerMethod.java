package io.postsave.listener;

import java.lang.reflect.Method;

import org.springframework.context.ApplicationEvent;
import org.springframework.core.ResolvableType;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalApplicationListenerMethodAdapter;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The adapter of a {@code @TransactionalEventListener} method: Spring's own, but that it
 * hears exactly what the method declares.
 */
final class TransactionalListenerMethod extends TransactionalApplicationListenerMethodAdapter {

	private final DeclaredEvents declared;

	private final InTransactionPublication publication;

	TransactionalListenerMethod(String beanName, GenericType beanType, Method method,
			InTransactionPublication publication) {
		super(beanName, beanType.type().toClass(), method);
		this.declared = DeclaredEvents.of(getTargetMethod(), beanType);
		this.publication = publication;
		publication.watch();
	}

	DeclaredEvents declared() {
		return this.declared;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		super.onApplicationEvent(event);
		if (isRegisteredForTheEnd()) {
			this.publication.registeredForTheEnd(event);
		}
	}

	/**
	 * Whether Spring has just registered a synchronization that does nothing before the
	 * transaction has ended.
	 */
	private boolean isRegisteredForTheEnd() {
		return getTransactionPhase() != TransactionPhase.BEFORE_COMMIT
				&& TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return this.declared.contain(eventType, super::supportsEventType);
	}

}
