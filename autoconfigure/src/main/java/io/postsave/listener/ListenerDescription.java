package io.postsave.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.postsave.PostDeleteEvent;
import io.postsave.PostSaveEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.transaction.event.TransactionPhase;

/**
 * One listener to saves as somebody reads it who wants to know why it is called, or why
 * it is not.
 *
 * @param name the method, the class of a listener that is none, or the name of a bean
 * that has not been created
 * @param declaredType what it is declared for, as it is written in code, {@code null} if
 * that is not known
 * @param changedAttributes the attributes of which one has to be changed, none if any may
 * be
 * @param condition the condition on which a method is told, {@code null} if it has none
 * @param order its order, {@code null} if it has not been created
 * @param delivery when it is told: {@code in-transaction}, {@code after-commit},
 * {@code after-rollback} or {@code after-completion}
 * @param phase the phase of a transactional listener, {@code null} for others
 * @param list whether it is told of lists
 * @param heard the kinds of writes that it hears, {@code created}, {@code updated} and
 * {@code deleted}, of each entity class that it hears of
 * @see PostSaveListeners#describe
 */
public record ListenerDescription(String name, @Nullable String declaredType, List<String> changedAttributes,
		@Nullable String condition, @Nullable Integer order, String delivery, @Nullable String phase, boolean list,
		Map<Class<?>, List<String>> heard) {

	static final Comparator<ListenerDescription> IN_ORDER = Comparator
		.comparing((ListenerDescription listener) -> !listener.delivery.equals(ToldWhen.IN_TRANSACTION.delivery()))
		.thenComparing(ListenerDescription::list)
		.thenComparing((listener) -> (listener.order != null) ? listener.order : Ordered.LOWEST_PRECEDENCE)
		.thenComparing(ListenerDescription::name);

	private static final Map<String, Class<?>> KINDS = kinds();

	private static Map<String, Class<?>> kinds() {
		Map<String, Class<?>> kinds = new LinkedHashMap<>();
		kinds.put("created", PostSaveEvent.Created.class);
		kinds.put("updated", PostSaveEvent.Updated.class);
		kinds.put("deleted", PostDeleteEvent.class);
		return kinds;
	}

	static ListenerDescription of(ListenerDescriptor descriptor, Collection<Class<?>> entityTypes) {
		ApplicationListener<?> listener = descriptor.listener();
		SaveListenerMethod method = (listener instanceof SaveListenerMethod known) ? known : null;
		return new ListenerDescription(
				(method != null) ? MisplacedAnnotations.nameOf(method.method()) : descriptor.name(),
				(method != null) ? method.declaredType() : asWritten(descriptor.supported().declared()),
				(method != null) ? method.changedAttributes() : List.of(), (method != null) ? method.condition() : null,
				(listener != null) ? orderOf(listener) : null, whenTold(method, descriptor.phase()).delivery(),
				(descriptor.phase() != null) ? descriptor.phase().name() : null, descriptor.list() != null,
				heardBy(descriptor, entityTypes));
	}

	private static ToldWhen whenTold(@Nullable SaveListenerMethod method, @Nullable TransactionPhase phase) {
		if (phase != null) {
			return ToldWhen.in(phase);
		}
		return (method != null) ? method.toldWhen() : ToldWhen.IN_TRANSACTION;
	}

	private static @Nullable String asWritten(@Nullable ResolvableType declared) {
		return (declared != null) ? new GenericType(declared, null).asWritten() : null;
	}

	private static int orderOf(ApplicationListener<?> listener) {
		return (listener instanceof Ordered ordered) ? ordered.getOrder()
				: OrderUtils.getOrder(AopUtils.getTargetClass(listener), Ordered.LOWEST_PRECEDENCE);
	}

	private static Map<Class<?>, List<String>> heardBy(ListenerDescriptor descriptor,
			Collection<Class<?>> entityTypes) {
		Map<Class<?>, List<String>> heard = new LinkedHashMap<>();
		for (Class<?> entityType : entityTypes) {
			List<String> kinds = new ArrayList<>();
			KINDS.forEach((kind, eventClass) -> {
				if (descriptor.supports(eventClass, entityType)) {
					kinds.add(kind);
				}
			});
			if (!kinds.isEmpty()) {
				heard.put(entityType, List.copyOf(kinds));
			}
		}
		return heard;
	}

}
