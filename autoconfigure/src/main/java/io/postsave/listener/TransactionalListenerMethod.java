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
final class TransactionalListenerMethod extends TransactionalApplicationListenerMethodAdapter
		implements SaveListenerMethod {

	private final String beanName;

	private final Class<?> beanClass;

	private final DeclaredEvents declared;

	private final InTransactionPublication publication;

	private final EndedTransaction ended;

	TransactionalListenerMethod(String beanName, GenericType beanType, Method method,
			InTransactionPublication publication, EndedTransaction ended) {
		super(beanName, beanType.type().toClass(), method);
		this.beanName = beanName;
		this.beanClass = beanType.type().toClass();
		this.declared = DeclaredEvents.of(getTargetMethod(), beanType);
		this.publication = publication;
		this.ended = ended;
		publication.watch();
	}

	@Override
	public Method method() {
		return getTargetMethod();
	}

	@Override
	public String beanName() {
		return this.beanName;
	}

	@Override
	public Class<?> beanClass() {
		return this.beanClass;
	}

	@Override
	public DeclaredEvents declared() {
		return this.declared;
	}

	@Override
	public boolean isToldInTransaction() {
		return getTransactionPhase() == TransactionPhase.BEFORE_COMMIT;
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
		return !isToldInTransaction() && TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	/**
	 * Calls the method, and notices what it leaves in the session of a transaction that
	 * has ended.
	 */
	@Override
	public void processEvent(ApplicationEvent event) {
		if (isToldInTransaction()) {
			super.processEvent(event);
			return;
		}
		int queued = this.ended.queued();
		super.processEvent(event);
		if (this.ended.queued() > queued) {
			this.ended.leftQueued(MisplacedAnnotations.nameOf(getTargetMethod()),
					getTransactionPhase() == TransactionPhase.AFTER_COMMIT);
		}
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return this.declared.contain(eventType, super::supportsEventType);
	}

}
