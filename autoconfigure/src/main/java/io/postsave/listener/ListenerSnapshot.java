package io.postsave.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.postsave.PostSaveEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * The listeners of a context and its parents at one moment, and what follows from them.
 * Spring tells nobody when listeners change, so the snapshot is compared with what a
 * context holds: additions go to the end of its collection.
 */
final class ListenerSnapshot {

	private final List<State> states;

	private final List<ListenerDescriptor> listeners;

	private final boolean inTransaction;

	private final Map<Class<?>, Audience> audiences = new ConcurrentHashMap<>();

	private ListenerSnapshot(List<State> states, List<ListenerDescriptor> listeners) {
		this.states = states;
		this.listeners = listeners;
		this.inTransaction = listeners.stream().anyMatch((listener) -> listener.afterCommit() == null);
	}

	static ListenerSnapshot of(ConfigurableApplicationContext context) {
		List<State> states = new ArrayList<>();
		List<ListenerDescriptor> listeners = new ArrayList<>();
		for (ApplicationContext current = context; current != null; current = current.getParent()) {
			if (current instanceof AbstractApplicationContext known) {
				states.add(State.of(known));
				listeners.addAll(ListenerDescriptor.findAll(known, current == context));
			}
		}
		return new ListenerSnapshot(List.copyOf(states), List.copyOf(listeners));
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
		List<PostSaveListenerMethod> afterCommit = new ArrayList<>();
		for (ListenerDescriptor listener : this.listeners) {
			if (listener.supports(eventType, entityType)) {
				PostSaveListenerMethod method = listener.afterCommit();
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
		for (int i = 0; i < this.states.size(); i++) {
			if (!this.states.get(i).isSameSize()) {
				return false;
			}
		}
		return true;
	}

	boolean isUnchanged() {
		for (int i = 0; i < this.states.size(); i++) {
			if (!this.states.get(i).isUnchanged()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * What a context held: how many listeners, and which came last.
	 */
	private record State(Collection<?> listeners, int size, @Nullable Object last) {

		static State of(AbstractApplicationContext context) {
			Collection<?> listeners = context.getApplicationListeners();
			return new State(listeners, listeners.size(), lastOf(listeners));
		}

		boolean isSameSize() {
			return this.listeners.size() == this.size;
		}

		boolean isUnchanged() {
			return isSameSize() && lastOf(this.listeners) == this.last;
		}

		/**
		 * Listeners are not looked at as such: a cast of each to an interface takes
		 * longer than the loop.
		 */
		private static @Nullable Object lastOf(Collection<?> listeners) {
			try {
				Object last = null;
				for (Object listener : listeners) {
					last = listener;
				}
				return last;
			}
			catch (ConcurrentModificationException ex) {
				return null;
			}
		}

	}

}
