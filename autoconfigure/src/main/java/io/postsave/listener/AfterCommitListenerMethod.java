package io.postsave.listener;

import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;

import io.postsave.PostWriteEvent;

import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationEvent;

/**
 * A plain {@code @EventListener} method that is told of saves after the commit. It
 * declines what is published in the transaction, and is Spring's own adapter for
 * everything else.
 */
public final class AfterCommitListenerMethod extends PlainListenerMethod {

	private final InTransactionPublication publication;

	AfterCommitListenerMethod(String beanName, GenericType beanType, Method method, SingletonBeanRegistry singletons,
			ListenerCalls calls, InTransactionPublication publication) {
		super(beanName, beanType, method, singletons, calls);
		this.publication = publication;
		publication.watch();
	}

	@Override
	public ToldWhen toldWhen() {
		return ToldWhen.AFTER_COMMIT;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (!this.publication.isPublishing(event) && isToldOfChanges(event)) {
			super.onApplicationEvent(event);
		}
	}

	@Override
	public boolean shouldHandle(ApplicationEvent event) {
		return !this.publication.isPublishing(event) && isToldOfChanges(event) && super.shouldHandle(event);
	}

	/**
	 * The method is called on the publishing thread, where it can be seen what is
	 * published.
	 */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	/**
	 * Calls the method, if its conditions hold.
	 * @param event the event to tell
	 * @throws Throwable what the method throws
	 */
	public void deliver(PostWriteEvent<?> event) throws Throwable {
		if (!isDefaultExecution() || !isToldOfChanges(event)) {
			return;
		}
		try {
			processEvent(event);
		}
		catch (UndeclaredThrowableException ex) {
			throw ex.getUndeclaredThrowable();
		}
	}

}
