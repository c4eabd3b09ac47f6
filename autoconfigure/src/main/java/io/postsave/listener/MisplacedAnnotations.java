package io.postsave.listener;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.postsave.AfterCommit;
import io.postsave.InTransaction;
import io.postsave.WhenChanged;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.StringUtils;

/**
 * Refuses annotations that cannot have the effect that their place promises: the startup
 * fails and names the method.
 */
final class MisplacedAnnotations {

	private static final List<Class<? extends Annotation>> OURS = List.of(AfterCommit.class, InTransaction.class,
			WhenChanged.class);

	private MisplacedAnnotations() {
	}

	static void refuseOnMethodThatHearsNoSaves(Method method) {
		List<String> present = oursOn(method);
		if (!present.isEmpty()) {
			throw refused(method, "is annotated with " + String.join(" and ", present)
					+ ", but hears no save event by its name, and would be told of other events whatever that says",
					"Declare PostSaveEvent, PostSaveEvent.Created, PostSaveEvent.Updated, PostDeleteEvent or PostWriteEvent "
							+ "as its parameter, or a List of one of them, or leave the annotation out");
		}
	}

	static void refuseOnTransactionalMethod(Method method) {
		List<String> present = oursOn(method);
		if (!present.isEmpty()) {
			throw refused(method,
					"is annotated with " + String.join(" and ", present)
							+ " and with @TransactionalEventListener, which has phases and a condition of its own",
					"Make it a plain @EventListener, or leave out " + String.join(" and ", present));
		}
	}

	static IllegalStateException transactionalList(Method method) {
		return refused(method,
				"is a @TransactionalEventListener with a List of save events as parameter, which Spring never publishes",
				"Make it an @EventListener, with @AfterCommit to be told after the commit");
	}

	static void refuseTogether(Method method) {
		if (isOn(method, AfterCommit.class) && isOn(method, InTransaction.class)) {
			throw refused(method, "is annotated with both @AfterCommit and @InTransaction",
					"Have one method for each, or leave one of them out");
		}
		if (isOn(method, WhenChanged.class) && ChangedAttributes.namesOf(method).isEmpty()) {
			throw refused(method, "is annotated with @WhenChanged, but names no attribute",
					"Name those of which one has to be changed, or leave the annotation out");
		}
	}

	static void refuseOnList(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		if (annotation != null && StringUtils.hasText(annotation.condition())) {
			throw refused(method, "has a condition and a List of save events as parameter, of which it cannot be asked",
					"Use @WhenChanged, or look at each event in the method");
		}
		if (isOn(method, Async.class) || AnnotatedElementUtils.hasAnnotation(method.getDeclaringClass(), Async.class)) {
			throw refused(method,
					"is @Async and has a List of save events as parameter: it is called as a part of the telling",
					"Leave out @Async, and have the method hand on to one that is");
		}
	}

	/**
	 * Whether a method is a listener, of whatever kind.
	 */
	static boolean isListener(Method method) {
		return isOn(method, EventListener.class);
	}

	/**
	 * Return what to warn of as a method is annotated as if it were a listener,
	 * {@code null} if it is not.
	 */
	static @Nullable String withoutListener(Method method) {
		List<String> present = oursOn(method);
		return present.isEmpty() ? null
				: "Method " + nameOf(method) + " is annotated with " + String.join(" and ", present)
						+ ", but is no listener: nobody calls it. Add @EventListener, or leave out "
						+ String.join(" and ", present) + ".";
	}

	/**
	 * Return what to warn of as a listener method has events in a parameter that nobody
	 * is told by, {@code null} if it has not.
	 */
	static @Nullable String otherThanList(Method method) {
		if (method.getParameterCount() != 1 || DeclaredEvents.mayBeListOfSaves(method)) {
			return null;
		}
		ResolvableType parameter = ResolvableType.forMethodParameter(method, 0);
		ResolvableType element = parameter.isArray() ? parameter.getComponentType()
				: parameter.as(Iterable.class).getGeneric();
		return DeclaredEvents.isSave(element)
				? "Listener method " + nameOf(method) + " hears no save: save events come one by one or in a "
						+ "java.util.List, and nobody publishes them in another collection or an array. Declare List<"
						+ element.toClass().getSimpleName() + "<...>>."
				: null;
	}

	private static boolean isOn(Method method, Class<? extends Annotation> annotationType) {
		return AnnotatedElementUtils.hasAnnotation(method, annotationType);
	}

	private static List<String> oursOn(Method method) {
		return OURS.stream()
			.filter((annotationType) -> isOn(method, annotationType))
			.map((annotationType) -> "@" + annotationType.getSimpleName())
			.toList();
	}

	private static IllegalStateException refused(Method method, String reason, String remedy) {
		return new IllegalStateException("Listener method " + nameOf(method) + " " + reason + ". " + remedy + ".");
	}

	/**
	 * Return the name of a method as messages have it, like that of a listener.
	 */
	static String nameOf(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName()
				+ Arrays.stream(method.getParameterTypes())
					.map(Class::getName)
					.collect(Collectors.joining(",", "(", ")"));
	}

}
