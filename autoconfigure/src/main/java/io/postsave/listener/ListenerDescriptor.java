package io.postsave.listener;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.core.ResolvableType;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalApplicationListener;

/**
 * One listener that may be told of saves, known as an object or, as long as it has not
 * been created, by its bean's name.
 *
 * @param name how messages name it
 * @param supported what it can be told of
 * @param listener the listener itself, {@code null} if it has not been created
 * @param isMethod whether it is the adapter of a method, which tells of its calls
 * @param undecidedMethod whether it is an {@code @EventListener} method that is told in
 * the transaction without having chosen so
 * @param afterCommit the listener itself, if it is told one by one after the commit
 * @param list the listener itself, if it is told of lists
 * @param phase the phase of a transactional listener, {@code null} for others
 */
record ListenerDescriptor(String name, SupportedEvents supported, @Nullable ApplicationListener<?> listener,
		boolean isMethod, boolean undecidedMethod, @Nullable AfterCommitListenerMethod afterCommit,
		@Nullable ListListenerMethod list, @Nullable TransactionPhase phase) {

	/**
	 * Describe a listener that a context holds.
	 * @param listener the listener
	 * @param supported what it can be told of
	 */
	static ListenerDescriptor of(ApplicationListener<?> listener, SupportedEvents supported) {
		return new ListenerDescriptor(nameOf(listener), supported, listener, listener instanceof SaveListenerMethod,
				isUndecidedMethod(listener), (listener instanceof AfterCommitListenerMethod method) ? method : null,
				(listener instanceof ListListenerMethod method) ? method : null,
				(listener instanceof TransactionalApplicationListener<?> transactional)
						? transactional.getTransactionPhase() : null);
	}

	/**
	 * Describe a listener that is a bean which has not been created.
	 * @param beanName its name
	 * @param supported what it can be told of
	 */
	static ListenerDescriptor ofLazyBean(String beanName, SupportedEvents supported) {
		return new ListenerDescriptor(beanName, supported, null, false, false, null, null, null);
	}

	/**
	 * Describe who hands what is published on to others when the transaction has
	 * committed.
	 * @param name how messages name it
	 * @param supported what it can be told of
	 */
	static ListenerDescriptor ofHandover(String name, SupportedEvents supported) {
		return new ListenerDescriptor(name, supported, null, false, false, null, null, TransactionPhase.AFTER_COMMIT);
	}

	/**
	 * Whether it is told in the transaction.
	 */
	boolean isInTransaction() {
		return (this.list != null) ? !this.list.isAfterCommit() : this.afterCommit == null;
	}

	/**
	 * Whether it can be told of a kind of saves of an entity class.
	 * @param eventClass the class of the events
	 * @param entityType the entity class
	 */
	boolean supports(Class<?> eventClass, Class<?> entityType) {
		return this.supported
			.contain(ResolvableType.forClassWithGenerics(eventClass, ResolvableType.forClass(entityType)), entityType);
	}

	/**
	 * Whether it can be told of any save or deletion of an entity class.
	 */
	boolean supportsAny(Class<?> entityType) {
		return supports(PostSaveEvent.Created.class, entityType) || supports(PostSaveEvent.Updated.class, entityType)
				|| supports(PostDeleteEvent.class, entityType);
	}

	/**
	 * Whether it hands on to others what is published.
	 */
	boolean isHandover() {
		return this.listener == null && this.phase != null;
	}

	private static String nameOf(ApplicationListener<?> listener) {
		return (listener instanceof ApplicationListenerMethodAdapter adapter) ? adapter.getListenerId()
				: AopUtils.getTargetClass(listener).getName();
	}

	/**
	 * An adapter of Spring's, in a context without ours, knows of no choice.
	 */
	private static boolean isUndecidedMethod(ApplicationListener<?> listener) {
		if (listener instanceof PlainListenerMethod method) {
			return method.isInTransactionByDefault();
		}
		return listener instanceof ApplicationListenerMethodAdapter
				&& !(listener instanceof TransactionalApplicationListener<?>);
	}

}
