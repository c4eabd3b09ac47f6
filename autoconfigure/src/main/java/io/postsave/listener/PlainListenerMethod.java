package io.postsave.listener;

import java.lang.reflect.Method;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.core.ResolvableType;

/**
 * The adapter of a plain {@code @EventListener} method, whenever it is told: Spring's
 * own, but that it hears exactly what the method declares, and for a shorter way to the
 * bean, which is most of what the call of a listener costs.
 */
abstract class PlainListenerMethod extends ApplicationListenerMethodAdapter {

	private final String beanName;

	private final SingletonBeanRegistry singletons;

	private final DeclaredEvents declared;

	PlainListenerMethod(String beanName, GenericType beanType, Method method, SingletonBeanRegistry singletons) {
		super(beanName, beanType.type().toClass(), method);
		this.beanName = beanName;
		this.singletons = singletons;
		this.declared = DeclaredEvents.of(getTargetMethod(), beanType);
	}

	DeclaredEvents declared() {
		return this.declared;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return this.declared.contain(eventType, super::supportsEventType);
	}

	/**
	 * The bean is looked up with each event, as it may be replaced. What is no singleton,
	 * not there yet or made by a factory bean is left to Spring.
	 */
	@Override
	protected Object getTargetBean() {
		Object singleton = this.singletons.getSingleton(this.beanName);
		return (singleton != null && !(singleton instanceof FactoryBean)) ? singleton : super.getTargetBean();
	}

}
