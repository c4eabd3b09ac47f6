package io.postsave.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.postsave.PostSaveErrorHandler;
import io.postsave.delivery.LoggingErrorHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * Chooses the handler of listeners' failures among the beans of its type, as Spring would
 * for an injection, but by their names: the handler itself is not created before a
 * listener fails, and that there is no choice is noticed at the startup.
 */
final class ErrorHandlerChoice implements Supplier<PostSaveErrorHandler> {

	private final ConfigurableListableBeanFactory beanFactory;

	ErrorHandlerChoice(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Fails if there are several, and no choice between them.
	 */
	void verify() {
		findName();
	}

	/**
	 * Return the handler, the one that logs if the application has none.
	 */
	@Override
	public PostSaveErrorHandler get() {
		String name = findName();
		return (name != null) ? this.beanFactory.getBean(name, PostSaveErrorHandler.class) : new LoggingErrorHandler();
	}

	/**
	 * The handlers of a parent context count where there are no others.
	 */
	private @Nullable String findName() {
		ConfigurableListableBeanFactory holder = this.beanFactory;
		List<String> names = namesIn(holder);
		while (names.isEmpty() && holder.getParentBeanFactory() instanceof ConfigurableListableBeanFactory parent) {
			holder = parent;
			names = namesIn(holder);
		}
		return names.isEmpty() ? null : choose(holder, names);
	}

	private static List<String> namesIn(ConfigurableListableBeanFactory beanFactory) {
		return Stream.of(beanFactory.getBeanNamesForType(PostSaveErrorHandler.class, true, false))
			.filter((name) -> isCandidate(definition(beanFactory, name)))
			.toList();
	}

	private static String choose(ConfigurableListableBeanFactory beanFactory, List<String> candidates) {
		List<String> chosen = preferred(candidates, (name) -> isPrimary(definition(beanFactory, name)));
		if (chosen.size() == candidates.size()) {
			chosen = preferred(candidates, (name) -> !isFallback(definition(beanFactory, name)));
		}
		if (chosen.size() != 1) {
			throw new RefusedStartupException(
					"There are " + chosen.size()
							+ " beans of type PostSaveErrorHandler for the failures of listeners after the commit: "
							+ String.join(", ", chosen) + ".",
					"A failure is handled by one of them: mark that one with @Primary, or the others with @Fallback.");
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
