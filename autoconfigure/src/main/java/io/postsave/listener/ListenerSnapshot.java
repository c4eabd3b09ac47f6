package io.postsave.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.PostSaveEvent;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * The listeners of a context and its parents at one moment, and what follows from them.
 * Spring tells nobody when listeners change, so the snapshot is compared with what the
 * contexts hold.
 */
final class ListenerSnapshot {

	private final List<HeldListeners> held;

	private final List<ListenerDescriptor> listeners;

	private final boolean inTransaction;

	private final Map<Class<?>, Audience> audiences = new ConcurrentHashMap<>();

	private ListenerSnapshot(List<HeldListeners> held, List<ListenerDescriptor> listeners) {
		this.held = held;
		this.listeners = listeners;
		this.inTransaction = listeners.stream().anyMatch((listener) -> listener.afterCommit() == null);
	}

	static ListenerSnapshot of(ConfigurableApplicationContext context) {
		List<HeldListeners> held = new ArrayList<>();
		List<ListenerDescriptor> listeners = new ArrayList<>();
		for (ApplicationContext current = context; current != null; current = current.getParent()) {
			if (current instanceof AbstractApplicationContext known) {
				HeldListeners heldByContext = HeldListeners.of(known);
				held.add(heldByContext);
				listeners.addAll(ListenerDescriptor.findAll(known.getBeanFactory(), heldByContext.listeners(),
						current == context));
			}
		}
		return new ListenerSnapshot(List.copyOf(held), List.copyOf(listeners));
	}

	/**
	 * Whether anybody is told in the transaction, of whatever type.
	 */
	boolean isAnyoneInTransaction() {
		return this.inTransaction;
	}

	/**
	 * Whether anybody is told at all, of whatever type.
	 */
	boolean isAnyone() {
		return !this.listeners.isEmpty();
	}

	Audience audienceOf(Class<?> entityType) {
		Audience audience = this.audiences.get(entityType);
		return (audience != null) ? audience : this.audiences.computeIfAbsent(entityType, this::findAudience);
	}

	private Audience findAudience(Class<?> entityType) {
		return new Audience(findListeners(PostSaveEvent.Created.class, entityType),
				findListeners(PostSaveEvent.Updated.class, entityType));
	}

	private Audience.Kind findListeners(Class<?> eventClass, Class<?> entityType) {
		ResolvableType eventType = eventType(eventClass, entityType);
		boolean inTransaction = false;
		List<AfterCommitListenerMethod> afterCommit = new ArrayList<>();
		for (ListenerDescriptor listener : this.listeners) {
			if (listener.supports(eventType, entityType)) {
				AfterCommitListenerMethod method = listener.afterCommit();
				if (method != null) {
					afterCommit.add(method);
				}
				else {
					inTransaction = true;
				}
			}
		}
		AnnotationAwareOrderComparator.sort(afterCommit);
		return new Audience.Kind(inTransaction, List.copyOf(afterCommit));
	}

	List<String> namesOfListenersTo(Class<?> entityType) {
		ResolvableType created = eventType(PostSaveEvent.Created.class, entityType);
		ResolvableType updated = eventType(PostSaveEvent.Updated.class, entityType);
		return this.listeners.stream()
			.filter((listener) -> listener.supports(created, entityType) || listener.supports(updated, entityType))
			.map(ListenerDescriptor::name)
			.toList();
	}

	List<String> namesOfPlainMethods() {
		return this.listeners.stream().filter(ListenerDescriptor::plainMethod).map(ListenerDescriptor::name).toList();
	}

	private static ResolvableType eventType(Class<?> eventClass, Class<?> entityType) {
		return ResolvableType.forClassWithGenerics(eventClass, ResolvableType.forClass(entityType));
	}

	boolean isSameSize() {
		for (int i = 0; i < this.held.size(); i++) {
			if (!this.held.get(i).isSameSize()) {
				return false;
			}
		}
		return true;
	}

	boolean isUnchanged() {
		for (int i = 0; i < this.held.size(); i++) {
			if (!this.held.get(i).isUnchanged()) {
				return false;
			}
		}
		return true;
	}

}
