package io.postsave.modulith;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;
import org.springframework.modulith.events.core.ConditionalEventListener;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.StringUtils;

/**
 * The listener methods that Spring Modulith's registry keeps events for: transactional
 * ones that are called after the commit.
 */
final class DurableMethods extends StaticMethodMatcherPointcut {

	private static final String TRIGGER_ANNOTATION = "spring.modulith.events.registry-trigger-annotation";

	private final @Nullable String triggerAnnotation;

	private final boolean externalizing;

	/**
	 * Creates the pointcut.
	 * @param environment may say that the registry keeps events only for methods with a
	 * certain annotation
	 * @param externalizing whether those that send events to other processes are among
	 * them, which look at no entity
	 */
	DurableMethods(Environment environment, boolean externalizing) {
		this.externalizing = externalizing;
		this.triggerAnnotation = environment.getProperty(TRIGGER_ANNOTATION);
	}

	@Override
	public ClassFilter getClassFilter() {
		return (type) -> this.externalizing || !ConditionalEventListener.class.isAssignableFrom(type);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return method.getParameterCount() == 1
				&& (matches(method) || matches(AopUtils.getMostSpecificMethod(method, targetClass)));
	}

	private boolean matches(Method method) {
		TransactionalEventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method,
				TransactionalEventListener.class);
		return annotation != null && annotation.phase() == TransactionPhase.AFTER_COMMIT && isTrigger(method);
	}

	private boolean isTrigger(Method method) {
		return !StringUtils.hasText(this.triggerAnnotation)
				|| MergedAnnotations.from(method, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
					.isPresent(this.triggerAnnotation);
	}

}
