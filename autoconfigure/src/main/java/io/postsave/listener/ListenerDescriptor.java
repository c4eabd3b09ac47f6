package io.postsave.listener;

import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import io.postsave.PostSaveEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.transaction.event.TransactionalApplicationListener;

/**
 * One listener that may be told of saves, known as an object or, as long as it is lazy,
 * by its bean's name.
 *
 * @param name how messages name it
 * @param support what it can be told of, by event type and entity class
 * @param plainMethod whether it is an {@code @EventListener} method that is not
 * transactional
 * @param afterCommit the listener itself, if it is told after the commit
 */
record ListenerDescriptor(String name, BiPredicate<ResolvableType, Class<?>> support, boolean plainMethod,
		@Nullable AfterCommitListenerMethod afterCommit) {

	private static final String TEST_RECORDER_PACKAGE = "org.springframework.test.context.event.";

	private static final ResolvableType APPLICATION_LISTENER = ResolvableType.forClass(ApplicationListener.class);

	private static final List<ResolvableType> SAVE_EVENTS = List
		.of(ResolvableType.forClass(PostSaveEvent.Created.class), ResolvableType.forClass(PostSaveEvent.Updated.class));

	private ListenerDescriptor(String name, BiPredicate<ResolvableType, Class<?>> support) {
		this(name, support, false, null);
	}

	boolean supports(ResolvableType eventType, Class<?> entityType) {
		return this.support.test(eventType, entityType);
	}

	/**
	 * Finds the listeners of a context.
	 * @param beanFactory the beans of the context
	 * @param listeners what the context holds
	 * @param publishing whether events are published in it, and not in a child: listener
	 * methods of parents are told in the transaction
	 */
	static List<ListenerDescriptor> findAll(ConfigurableListableBeanFactory beanFactory,
			List<ApplicationListener<?>> listeners, boolean publishing) {
		List<ListenerDescriptor> found = new ArrayList<>();
		Map<Object, ResolvableType> definedTypes = new IdentityHashMap<>();
		for (String name : beanFactory.getBeanNamesForType(ApplicationListener.class, true, false)) {
			ResolvableType defined = definedType(beanFactory, name);
			Object singleton = beanFactory.containsSingleton(name) ? beanFactory.getSingleton(name) : null;
			if (singleton != null) {
				definedTypes.put(singleton, defined);
			}
			else {
				addIfPresent(found, ofTypes(name, declaredType(beanFactory.getType(name, false)), defined));
			}
		}
		for (ApplicationListener<?> listener : listeners) {
			ListenerDescriptor descriptor = of(listener, definedTypes.getOrDefault(listener, ResolvableType.NONE));
			if (descriptor != null) {
				found.add(new ListenerDescriptor(descriptor.name(), descriptor.support(), isPlainMethod(listener),
						(publishing && listener instanceof AfterCommitListenerMethod method) ? method : null));
			}
		}
		return found;
	}

	private static void addIfPresent(List<ListenerDescriptor> found, @Nullable ListenerDescriptor descriptor) {
		if (descriptor != null) {
			found.add(descriptor);
		}
	}

	private static @Nullable ListenerDescriptor of(ApplicationListener<?> listener, ResolvableType defined) {
		Class<?> listenerClass = AopUtils.getTargetClass(listener);
		if (listenerClass.getName().startsWith(TEST_RECORDER_PACKAGE)) {
			return new ListenerDescriptor(listenerClass.getName(), (eventType, entityType) -> true);
		}
		if (listener instanceof GenericApplicationListener generic) {
			return (SAVE_EVENTS.stream().noneMatch(generic::supportsEventType)
					|| generic.supportsEventType(ResolvableType.forClass(AnyEvent.class)))
							? null
							: new ListenerDescriptor(nameOf(listener),
									(eventType, entityType) -> generic.supportsEventType(eventType)
											&& generic.supportsSourceType(entityType));
		}
		if (listener instanceof SmartApplicationListener smart) {
			return (SAVE_EVENTS.stream().noneMatch((event) -> smart.supportsEventType(eventClass(event)))
					|| smart.supportsEventType(AnyEvent.class))
							? null
							: new ListenerDescriptor(nameOf(listener),
									(eventType, entityType) -> smart.supportsEventType(eventClass(eventType))
											&& smart.supportsSourceType(entityType));
		}
		return ofTypes(nameOf(listener), declaredType(listenerClass), defined);
	}

	/**
	 * As Spring does it, both the class and the definition of a bean have to accept an
	 * event.
	 */
	private static @Nullable ListenerDescriptor ofTypes(String name, ResolvableType declared, ResolvableType defined) {
		return isSaveListener(isUnresolved(declared) ? defined : declared) ? new ListenerDescriptor(name,
				(eventType, entityType) -> accepts(declared, eventType) && accepts(defined, eventType)) : null;
	}

	private static Class<? extends ApplicationEvent> eventClass(ResolvableType eventType) {
		return eventType.toClass().asSubclass(ApplicationEvent.class);
	}

	private static ResolvableType declaredType(@Nullable Class<?> listenerClass) {
		return ((listenerClass != null) ? ResolvableType.forClass(listenerClass).as(ApplicationListener.class)
				: APPLICATION_LISTENER)
			.getGeneric();
	}

	private static ResolvableType definedType(ConfigurableListableBeanFactory beanFactory, String name) {
		return beanFactory.containsBeanDefinition(name) ? beanFactory.getMergedBeanDefinition(name)
			.getResolvableType()
			.as(ApplicationListener.class)
			.getGeneric() : ResolvableType.NONE;
	}

	/**
	 * A type that cannot be resolved, such as a lambda's, is told of everything by Spring
	 * and counts; one that is told of everything because it says so does not.
	 */
	private static boolean isSaveListener(ResolvableType declared) {
		return isUnresolved(declared) || PostSaveEvent.class.isAssignableFrom(declared.toClass());
	}

	private static boolean isUnresolved(ResolvableType declared) {
		return declared.getType() instanceof TypeVariable || declared.resolve() == null;
	}

	private static boolean accepts(ResolvableType declared, ResolvableType eventType) {
		return isUnresolved(declared) || declared.isAssignableFrom(eventType);
	}

	private static boolean isPlainMethod(ApplicationListener<?> listener) {
		return listener instanceof ApplicationListenerMethodAdapter
				&& !(listener instanceof TransactionalApplicationListener<?>);
	}

	private static String nameOf(ApplicationListener<?> listener) {
		return (listener instanceof ApplicationListenerMethodAdapter adapter) ? adapter.getListenerId()
				: AopUtils.getTargetClass(listener).getName();
	}

	/**
	 * Stands for all events there are: who can be told of it listens to no save in
	 * particular.
	 */
	@SuppressWarnings("serial")
	private static final class AnyEvent extends ApplicationEvent {

		private AnyEvent() {
			super(AnyEvent.class);
		}

	}

}
