package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.postsave.PostSaveErrorHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.util.Assert;

/**
 * Chooses the handler of listeners' failures among the beans of its type, as Spring would
 * for an injection, but by their names: the handler itself is not created before a
 * listener fails, and that there is no choice is noticed at the startup.
 */
final class ErrorHandlerChoice implements Supplier<PostSaveErrorHandler>, SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	ErrorHandlerChoice(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		findName();
	}

	@Override
	public PostSaveErrorHandler get() {
		return this.beanFactory.getBean(findName(), PostSaveErrorHandler.class);
	}

	/**
	 * Those of a parent context count where there are no others.
	 */
	private String findName() {
		ConfigurableListableBeanFactory holder = this.beanFactory;
		List<String> names = namesIn(holder);
		while (names.isEmpty() && holder.getParentBeanFactory() instanceof ConfigurableListableBeanFactory parent) {
			holder = parent;
			names = namesIn(holder);
		}
		Assert.state(!names.isEmpty(), "There is no PostSaveErrorHandler");
		return choose(holder, names);
	}

	private static List<String> namesIn(ConfigurableListableBeanFactory beanFactory) {
		return List.of(beanFactory.getBeanNamesForType(PostSaveErrorHandler.class, true, false));
	}

	private static String choose(ConfigurableListableBeanFactory beanFactory, List<String> names) {
		List<String> candidates = preferred(names, (name) -> isCandidate(definition(beanFactory, name)));
		List<String> chosen = preferred(candidates, (name) -> isPrimary(definition(beanFactory, name)));
		if (chosen.size() == candidates.size()) {
			chosen = preferred(candidates, (name) -> !isFallback(definition(beanFactory, name)));
		}
		if (chosen.size() != 1) {
			throw new IllegalStateException("There are " + chosen.size()
					+ " beans of type PostSaveErrorHandler for the failures of listeners after the commit: "
					+ String.join(", ", chosen)
					+ ". A failure is handled by one of them: mark that one with @Primary, or the others with @Fallback.");
		}
		return chosen.get(0);
	}

	private static List<String> preferred(List<String> names, Predicate<String> preference) {
		List<String> preferred = new ArrayList<>(names);
		preferred.removeIf(preference.negate());
		return preferred.isEmpty() ? names : preferred;
	}

	private static @Nullable BeanDefinition definition(ConfigurableListableBeanFactory beanFactory, String name) {
		return beanFactory.containsBeanDefinition(name) ? beanFactory.getMergedBeanDefinition(name) : null;
	}

	private static boolean isCandidate(@Nullable BeanDefinition definition) {
		return definition == null || (definition.isAutowireCandidate()
				&& !(definition instanceof AbstractBeanDefinition known && !known.isDefaultCandidate()));
	}

	private static boolean isPrimary(@Nullable BeanDefinition definition) {
		return definition != null && definition.isPrimary();
	}

	private static boolean isFallback(@Nullable BeanDefinition definition) {
		return definition != null && definition.isFallback();
	}

}
