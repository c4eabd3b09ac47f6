package io.postsave.listener;

import java.lang.reflect.Method;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.springframework.aop.support.AopUtils;
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

	private final Supplier<ListenerCalls> calls;

	private final Supplier<InTransactionPublication> publication;

	private final BooleanSupplier afterCommitByDefault;

	private final Supplier<NamedAttributes> attributes;

	/**
	 * Creates a factory.
	 * @param singletons the beans of the context
	 * @param calls asked when a method is adapted: the calls of listener methods
	 * @param publication asked when a method is adapted: tells what is being published in
	 * a transaction, for methods that are told after the commit
	 * @param afterCommitByDefault asked when a method is adapted that does not choose:
	 * whether it is told after the commit
	 * @param attributes asked when a method is adapted: checks the attributes that
	 * methods name
	 */
	public PlainListenerMethodFactory(SingletonBeanRegistry singletons, Supplier<ListenerCalls> calls,
			Supplier<InTransactionPublication> publication, BooleanSupplier afterCommitByDefault,
			Supplier<NamedAttributes> attributes) {
		Assert.notNull(singletons, "'singletons' must not be null");
		Assert.notNull(calls, "'calls' must not be null");
		Assert.notNull(publication, "'publication' must not be null");
		Assert.notNull(afterCommitByDefault, "'afterCommitByDefault' must not be null");
		Assert.notNull(attributes, "'attributes' must not be null");
		this.singletons = singletons;
		this.calls = calls;
		this.publication = publication;
		this.afterCommitByDefault = afterCommitByDefault;
		this.attributes = attributes;
	}

	@Override
	public int getOrder() {
		return AFTER_TRANSACTIONAL_FACTORY;
	}

	@Override
	public boolean supportsMethod(Method method) {
		if (!AnnotatedElementUtils.hasAnnotation(method, EventListener.class)
				|| AnnotatedElementUtils.hasAnnotation(method, TransactionalEventListener.class)) {
			return false;
		}
		boolean mayBeSaves = DeclaredEvents.mayBeSaves(method) || DeclaredEvents.mayBeListOfSaves(method);
		if (!mayBeSaves) {
			MisplacedAnnotations.refuseOnMethodThatHearsNoSaves(method);
		}
		return mayBeSaves;
	}

	/**
	 * Adapts a method, which for a bean that is a proxy may be its interface's: what the
	 * application has annotated is the bean's own.
	 */
	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		GenericType beanType = BeanTypes.of(this.singletons, beanName, type);
		Method annotated = AopUtils.getMostSpecificMethod(method, type);
		PlainListenerMethod listener = adapt(beanName, beanType, method, isAfterCommit(annotated));
		if (!listener.declared().areSaves()) {
			MisplacedAnnotations.refuseOnMethodThatHearsNoSaves(annotated);
			return OtherFactories.createApplicationListener(this, this.singletons, beanName, type, method);
		}
		MisplacedAnnotations.refuseTogether(annotated);
		if (listener instanceof ListListenerMethod) {
			MisplacedAnnotations.refuseOnList(annotated);
		}
		if (listener.changed() != null) {
			this.attributes.get().methodAdapted(listener);
		}
		return listener;
	}

	private PlainListenerMethod adapt(String beanName, GenericType beanType, Method method, boolean afterCommit) {
		if (DeclaredEvents.mayBeListOfSaves(method)) {
			return new ListListenerMethod(beanName, beanType, method, this.singletons, this.calls.get(), afterCommit);
		}
		return afterCommit
				? new AfterCommitListenerMethod(beanName, beanType, method, this.singletons, this.calls.get(),
						this.publication.get())
				: new InTransactionListenerMethod(beanName, beanType, method, this.singletons, this.calls.get());
	}

	private boolean isAfterCommit(Method method) {
		ToldWhen chosen = ToldWhen.chosenBy(method);
		return (chosen != null) ? chosen == ToldWhen.AFTER_COMMIT : this.afterCommitByDefault.getAsBoolean();
	}

}
