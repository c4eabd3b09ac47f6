package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.Assert;

/**
 * Makes the adapters of plain {@code @EventListener} methods that hear saves: their
 * parameter or {@code classes} name {@link io.postsave.PostSaveEvent} or a subclass, if
 * need be by a type variable of their bean's class. Spring asks this factory after its
 * own for transactional methods and before its default one.
 */
public final class PlainListenerMethodFactory implements EventListenerFactory, Ordered {

	private static final int AFTER_TRANSACTIONAL_FACTORY = 100;

	private final SingletonBeanRegistry singletons;

	private final Supplier<@Nullable InTransactionPublication> publication;

	/**
	 * Creates a factory.
	 * @param singletons the beans of the context
	 * @param publication asked when a method is adapted: tells what is being published in
	 * a transaction, for methods that are told after the commit; {@code null} to have
	 * them told in the transaction
	 */
	public PlainListenerMethodFactory(SingletonBeanRegistry singletons,
			Supplier<@Nullable InTransactionPublication> publication) {
		Assert.notNull(singletons, "'singletons' must not be null");
		Assert.notNull(publication, "'publication' must not be null");
		this.singletons = singletons;
		this.publication = publication;
	}

	@Override
	public int getOrder() {
		return AFTER_TRANSACTIONAL_FACTORY;
	}

	@Override
	public boolean supportsMethod(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, EventListener.class)
				&& !AnnotatedElementUtils.hasAnnotation(method, TransactionalEventListener.class)
				&& DeclaredEvents.mayBeSaves(method);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		GenericType beanType = BeanTypes.of(this.singletons, beanName, type);
		InTransactionPublication publication = this.publication.get();
		PlainListenerMethod listener = (publication != null)
				? new AfterCommitListenerMethod(beanName, beanType, method, this.singletons, publication)
				: new InTransactionListenerMethod(beanName, beanType, method, this.singletons);
		return listener.declared().areSaves() ? listener
				: OtherFactories.createApplicationListener(this, this.singletons, beanName, type, method);
	}

}
