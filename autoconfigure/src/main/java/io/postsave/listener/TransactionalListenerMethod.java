package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.List;

import io.postsave.PostWriteEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.ResolvableType;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalApplicationListenerMethodAdapter;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.StringUtils;

/**
 * The adapter of a {@code @TransactionalEventListener} method: Spring's own, but that it
 * hears exactly what the method declares.
 */
final class TransactionalListenerMethod extends TransactionalApplicationListenerMethodAdapter
		implements SaveListenerMethod {

	private final String beanName;

	private final Class<?> beanClass;

	private final DeclaredEvents declared;

	private final ListenerCalls calls;

	private final InTransactionPublication publication;

	private final EndedTransaction ended;

	TransactionalListenerMethod(String beanName, GenericType beanType, Method method, ListenerCalls calls,
			InTransactionPublication publication, EndedTransaction ended) {
		super(beanName, beanType.type().toClass(), method);
		this.beanName = beanName;
		this.beanClass = beanType.type().toClass();
		this.declared = DeclaredEvents.of(getTargetMethod(), beanType);
		this.calls = calls;
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
	public String declaredType() {
		return this.declared.asWritten();
	}

	@Override
	public List<String> changedAttributes() {
		return List.of();
	}

	@Override
	public @Nullable String condition() {
		return StringUtils.hasText(getCondition()) ? getCondition() : null;
	}

	@Override
	public ToldWhen toldWhen() {
		return ToldWhen.in(getTransactionPhase());
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		super.onApplicationEvent(event);
		if (isRegistered()) {
			if (!isToldInTransaction()) {
				this.publication.registeredForTheEnd(event);
			}
			if (event instanceof PostWriteEvent<?> write && this.calls.areWatched()) {
				this.calls.registered(this, write);
			}
		}
	}

	/**
	 * Whether Spring has just registered a synchronization.
	 */
	private static boolean isRegistered() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	/**
	 * Calls the method, and notices what it leaves in the session of a transaction that
	 * has ended.
	 */
	@Override
	public void processEvent(ApplicationEvent event) {
		if (isToldInTransaction()) {
			process(event);
			return;
		}
		int queued = this.ended.queued();
		process(event);
		if (this.ended.queued() > queued) {
			this.ended.leftQueued(MisplacedAnnotations.nameOf(getTargetMethod()),
					getTransactionPhase() == TransactionPhase.AFTER_COMMIT);
		}
	}

	/**
	 * An event that is delivered again, long after its transaction, comes as the payload
	 * of another one. Its condition held when it was published. Who delivers it knows the
	 * method's name alone, which another bean may have as well that inherits the method.
	 */
	private void process(ApplicationEvent event) {
		if (event instanceof PayloadApplicationEvent<?> again
				&& again.getPayload() instanceof PostWriteEvent<?> write) {
			if (!supportsEventType(ResolvableType.forInstance(write))) {
				throw new IllegalStateException(write + " is not for " + declaredType() + " of bean '" + this.beanName
						+ "', and is not delivered to it");
			}
			call(write, true);
		}
		else if (event instanceof PostWriteEvent<?> write && this.calls.areWatched()) {
			call(write, shouldHandle(write));
		}
		else {
			super.processEvent(event);
		}
	}

	private void call(PostWriteEvent<?> event, boolean handled) {
		this.calls.process(this, event, handled, () -> doInvoke(argumentsFor(event)), this::handleResult);
	}

	private @Nullable Object[] argumentsFor(PostWriteEvent<?> event) {
		@Nullable Object @Nullable [] arguments = resolveArguments(event);
		return (arguments != null) ? arguments : new Object[0];
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return this.declared.contain(eventType, super::supportsEventType);
	}

}
