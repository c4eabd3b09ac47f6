package io.postsave.listener;

import java.lang.reflect.Method;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * The factories that Spring asks after one of ours, for methods that turn out to be none
 * of ours when their bean's class is known.
 */
final class OtherFactories {

	private OtherFactories() {
	}

	static ApplicationListener<?> createApplicationListener(EventListenerFactory ours, Object beanFactory,
			String beanName, Class<?> type, Method method) {
		if (beanFactory instanceof ListableBeanFactory beans) {
			return beans.getBeansOfType(EventListenerFactory.class, false, false)
				.values()
				.stream()
				.sorted(AnnotationAwareOrderComparator.INSTANCE)
				.dropWhile((factory) -> factory != ours)
				.skip(1)
				.filter((factory) -> factory.supportsMethod(method))
				.findFirst()
				.<ApplicationListener<?>>map((factory) -> factory.createApplicationListener(beanName, type, method))
				.orElseGet(() -> new ApplicationListenerMethodAdapter(beanName, type, method));
		}
		return new ApplicationListenerMethodAdapter(beanName, type, method);
	}

}
