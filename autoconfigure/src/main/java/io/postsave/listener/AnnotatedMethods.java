package io.postsave.listener;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.WhenChanged;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the methods of the application's beans, rather than of the largest libraries',
 * that are annotated as listeners, or with what belongs to one. It asks for the same bean
 * names, classes and methods as Spring has just done for its listeners, which keeps them,
 * and looks at each type of annotation once.
 */
final class AnnotatedMethods {

	private static final Log logger = LogFactory.getLog(AnnotatedMethods.class);

	private static final List<Class<? extends Annotation>> SOUGHT = List.of(EventListener.class, AfterCommit.class,
			InTransaction.class, WhenChanged.class);

	private static final List<String> LIBRARIES = List.of("org.springframework.", "java.", "javax.", "jakarta.",
			"org.hibernate.", "org.apache.catalina.", "org.apache.tomcat.", "com.zaxxer.hikari.", "tools.jackson.",
			"com.fasterxml.jackson.", "io.micrometer.");

	private final ConfigurableListableBeanFactory beanFactory;

	private final Set<Class<?>> visited = new HashSet<>();

	private final Map<Class<? extends Annotation>, Boolean> sought = new HashMap<>();

	AnnotatedMethods(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Passes on each method with the class of its bean. A class that cannot be looked at
	 * is left out, as Spring leaves it out.
	 * @param visitor called with the class, and the method as that has it
	 */
	void forEach(BiConsumer<Class<?>, Method> visitor) {
		for (String name : this.beanFactory.getBeanNamesForType(Object.class)) {
			try {
				Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, name);
				if (type != null) {
					visit(ClassUtils.getUserClass(type), visitor);
				}
			}
			catch (RuntimeException | LinkageError ex) {
				logger.debug("Could not look at the methods of bean '" + name + "'", ex);
			}
		}
	}

	private void visit(Class<?> beanClass, BiConsumer<Class<?>, Method> visitor) {
		if (!this.visited.add(beanClass) || isOfLibrary(beanClass)) {
			return;
		}
		Set<Method> methods = new HashSet<>();
		for (Class<?> type = beanClass; type != null && !isOfLibrary(type); type = type.getSuperclass()) {
			addMethodsOf(type, beanClass, methods);
		}
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(beanClass)) {
			if (!isOfLibrary(type)) {
				addMethodsOf(type, beanClass, methods);
			}
		}
		methods.forEach((method) -> visitor.accept(beanClass, method));
	}

	private void addMethodsOf(Class<?> type, Class<?> beanClass, Set<Method> methods) {
		ReflectionUtils.doWithLocalMethods(type, (method) -> {
			if (isSought(method)) {
				methods
					.add(BridgeMethodResolver.findBridgedMethod(ClassUtils.getMostSpecificMethod(method, beanClass)));
			}
		});
	}

	private boolean isSought(Method method) {
		for (Annotation annotation : method.getDeclaredAnnotations()) {
			if (this.sought.computeIfAbsent(annotation.annotationType(), AnnotatedMethods::isSought)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isSought(Class<? extends Annotation> annotationType) {
		return SOUGHT.stream()
			.anyMatch(
					(sought) -> sought == annotationType || AnnotatedElementUtils.isAnnotated(annotationType, sought));
	}

	/**
	 * Some applications are in a package beside Spring's own.
	 */
	private static boolean isOfLibrary(Class<?> type) {
		String name = type.getName();
		return LIBRARIES.stream().anyMatch(name::startsWith) && !name.startsWith("org.springframework.samples.");
	}

}
