package io.postsave.listener;

import java.lang.reflect.Method;

import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationListener;
import org.springframework.transaction.annotation.RestrictedTransactionalEventListenerFactory;
import org.springframework.util.Assert;

/**
 * Makes the adapters of {@code @TransactionalEventListener} methods that hear saves, as
 * {@link PlainListenerMethodFactory} does of others. Spring asks this factory before its
 * own, whose restrictions hold here as well.
 */
public final class TransactionalListenerMethodFactory extends RestrictedTransactionalEventListenerFactory {

	private static final int BEFORE_SPRINGS_FACTORY = 40;

	private final SingletonBeanRegistry singletons;

	/**
	 * Creates a factory.
	 * @param singletons the beans of the context
	 */
	public TransactionalListenerMethodFactory(SingletonBeanRegistry singletons) {
		Assert.notNull(singletons, "'singletons' must not be null");
		this.singletons = singletons;
		setOrder(BEFORE_SPRINGS_FACTORY);
	}

	@Override
	public boolean supportsMethod(Method method) {
		return super.supportsMethod(method) && DeclaredEvents.mayBeSaves(method);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		TransactionalListenerMethod listener = new TransactionalListenerMethod(beanName,
				BeanTypes.of(this.singletons, beanName, type), method);
		if (!listener.declared().areSaves()) {
			return OtherFactories.createApplicationListener(this, this.singletons, beanName, type, method);
		}
		super.createApplicationListener(beanName, type, method);
		return listener;
	}

}
