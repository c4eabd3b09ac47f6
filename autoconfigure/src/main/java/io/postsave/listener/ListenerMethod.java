package io.postsave.listener;

import java.lang.reflect.Method;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.event.ApplicationListenerMethodAdapter;

/**
 * The adapter of a plain {@code @EventListener} method: Spring's own, but for a shorter
 * way to the bean, which is most of what the call of a listener costs.
 */
class ListenerMethod extends ApplicationListenerMethodAdapter {

	private final String beanName;

	private final SingletonBeanRegistry singletons;

	ListenerMethod(String beanName, Class<?> targetClass, Method method, SingletonBeanRegistry singletons) {
		super(beanName, targetClass, method);
		this.beanName = beanName;
		this.singletons = singletons;
	}

	/**
	 * Asked with each event, as beans may be replaced. What is no singleton, not there
	 * yet or made by a factory bean is left to Spring.
	 */
	@Override
	protected Object getTargetBean() {
		Object singleton = this.singletons.getSingleton(this.beanName);
		return (singleton != null && !(singleton instanceof FactoryBean)) ? singleton : super.getTargetBean();
	}

}
