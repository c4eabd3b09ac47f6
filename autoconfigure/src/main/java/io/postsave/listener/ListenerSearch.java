package io.postsave.listener;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * Finds the listeners of one context that may be told of saves: those that it holds, and
 * those that are beans which have not been created, so that it knows their names alone.
 */
final class ListenerSearch {

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<ListenerDescriptor> found = new ArrayList<>();

	/**
	 * What the definitions of beans say of their types: the class of a lambda or of a
	 * generic bean leaves open what it is told of.
	 */
	private final Map<Object, ResolvableType> definedTypes = new IdentityHashMap<>();

	private ListenerSearch(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return the listeners of a context.
	 * @param beanFactory the beans of the context
	 * @param held the listeners that it holds
	 */
	static List<ListenerDescriptor> find(ConfigurableListableBeanFactory beanFactory,
			List<ApplicationListener<?>> held) {
		ListenerSearch search = new ListenerSearch(beanFactory);
		for (String name : beanFactory.getBeanNamesForType(ApplicationListener.class, true, false)) {
			search.addBean(name);
		}
		for (ApplicationListener<?> listener : held) {
			search.addHeld(listener);
		}
		return search.found;
	}

	/**
	 * A factory bean stands for a listener of which cannot be seen whether it has been
	 * created.
	 */
	private void addBean(String name) {
		ResolvableType definedType = definedType(name);
		Object singleton = this.beanFactory.containsSingleton(name) ? this.beanFactory.getSingleton(name) : null;
		if (singleton != null && !(singleton instanceof FactoryBean)) {
			this.definedTypes.put(singleton, definedType);
			return;
		}
		SupportedEvents supported = SupportedEvents.of(this.beanFactory.getType(name, false), definedType);
		if (supported != SupportedEvents.NONE) {
			this.found.add(ListenerDescriptor.ofLazyBean(name, supported));
		}
	}

	private ResolvableType definedType(String name) {
		return this.beanFactory.containsBeanDefinition(name)
				? this.beanFactory.getMergedBeanDefinition(name).getResolvableType() : ResolvableType.NONE;
	}

	private void addHeld(ApplicationListener<?> listener) {
		SupportedEvents supported = SupportedEvents.of(listener,
				this.definedTypes.getOrDefault(listener, ResolvableType.NONE));
		if (supported != SupportedEvents.NONE) {
			this.found.add(ListenerDescriptor.of(listener, supported));
		}
	}

}
