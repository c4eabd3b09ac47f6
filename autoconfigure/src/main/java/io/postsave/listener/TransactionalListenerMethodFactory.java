package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.function.Supplier;

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

	private final Supplier<ListenerCalls> calls;

	private final Supplier<InTransactionPublication> publication;

	private final Supplier<EndedTransaction> ended;

	/**
	 * Creates a factory.
	 * @param singletons the beans of the context
	 * @param calls asked when a method is adapted: the calls of listener methods
	 * @param publication asked when a method is adapted: tells what is being published in
	 * a transaction
	 * @param ended asked when a method is adapted: the transaction that has just ended
	 */
	public TransactionalListenerMethodFactory(SingletonBeanRegistry singletons, Supplier<ListenerCalls> calls,
			Supplier<InTransactionPublication> publication, Supplier<EndedTransaction> ended) {
		Assert.notNull(singletons, "'singletons' must not be null");
		Assert.notNull(calls, "'calls' must not be null");
		Assert.notNull(publication, "'publication' must not be null");
		Assert.notNull(ended, "'ended' must not be null");
		this.singletons = singletons;
		this.calls = calls;
		this.publication = publication;
		this.ended = ended;
		setOrder(BEFORE_SPRINGS_FACTORY);
	}

	@Override
	public boolean supportsMethod(Method method) {
		if (!super.supportsMethod(method)) {
			return false;
		}
		MisplacedAnnotations.refuseOnTransactionalMethod(method);
		return DeclaredEvents.mayBeSaves(method) || DeclaredEvents.mayBeListOfSaves(method);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		GenericType beanType = BeanTypes.of(this.singletons, beanName, type);
		if (DeclaredEvents.mayBeListOfSaves(method) && DeclaredEvents.ofElements(method, beanType).areSaves()) {
			throw MisplacedAnnotations.transactionalList(method);
		}
		TransactionalListenerMethod listener = new TransactionalListenerMethod(beanName, beanType, method,
				this.calls.get(), this.publication.get(), this.ended.get());
		if (!listener.declared().areSaves()) {
			return OtherFactories.createApplicationListener(this, this.singletons, beanName, type, method);
		}
		super.createApplicationListener(beanName, type, method);
		return listener;
	}

}
