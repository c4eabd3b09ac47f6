package io.postsave.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * The listeners of a context and its parents at one moment, and what follows from them.
 * Spring tells nobody when listeners change, so the snapshot is compared with what the
 * contexts hold.
 */
final class ListenerSnapshot {

	private final List<HeldListeners> held;

	private final List<ListenerDescriptor> listeners;

	private final boolean inTransaction;

	private final boolean deletions;

	private final Map<Class<?>, Audience> audiences = new ConcurrentHashMap<>();

	private ListenerSnapshot(List<HeldListeners> held, List<ListenerDescriptor> listeners) {
		this.held = held;
		this.listeners = listeners;
		this.inTransaction = listeners.stream().anyMatch(ListenerDescriptor::isInTransaction);
		this.deletions = listeners.stream().anyMatch((listener) -> listener.supported().includeDeletions());
	}

	/**
	 * Return the listeners as they are now.
	 * @param context the context that holds them, with its parents
	 * @param others those that are known without being looked for
	 */
	static ListenerSnapshot of(ConfigurableApplicationContext context, List<ListenerDescriptor> others) {
		List<HeldListeners> held = new ArrayList<>();
		List<ListenerDescriptor> listeners = new ArrayList<>(others);
		for (ApplicationContext current = context; current != null; current = current.getParent()) {
			if (current instanceof AbstractApplicationContext known) {
				HeldListeners heldByContext = HeldListeners.of(known);
				held.add(heldByContext);
				listeners.addAll(ListenerSearch.find(known.getBeanFactory(), heldByContext.listeners()));
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
	 * Whether anybody is told of deletions, of whatever type.
	 */
	boolean isAnyoneToldOfDeletions() {
		return this.deletions;
	}

	/**
	 * Whether anybody is told at all, of whatever type.
	 */
	boolean isAnyone() {
		return !this.listeners.isEmpty();
	}

	Audience audienceOf(Class<?> entityType) {
		Audience audience = this.audiences.get(entityType);
		return (audience != null) ? audience
				: this.audiences.computeIfAbsent(entityType, (type) -> Audience.among(this.listeners, type));
	}

	List<String> namesOfListenersTo(Class<?> entityType) {
		return this.listeners.stream()
			.filter((listener) -> listener.supportsAny(entityType))
			.map(ListenerDescriptor::name)
			.toList();
	}

	List<String> namesOfUndecidedMethods() {
		return this.listeners.stream()
			.filter(ListenerDescriptor::undecidedMethod)
			.map(ListenerDescriptor::name)
			.toList();
	}

	/**
	 * Describe the listeners. That nothing is handed on to others is no mistake.
	 */
	List<ListenerDescription> describe(Collection<Class<?>> entityTypes) {
		return this.listeners.stream()
			.filter((listener) -> !listener.isHandover() || entityTypes.stream().anyMatch(listener::supportsAny))
			.map((listener) -> ListenerDescription.of(listener, entityTypes))
			.sorted(ListenerDescription.IN_ORDER)
			.toList();
	}

	/**
	 * Whether the contexts hold as many listeners as they did.
	 */
	boolean isSameSize() {
		for (int i = 0; i < this.held.size(); i++) {
			if (!this.held.get(i).isSameSize()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether the contexts hold as many listeners as they did, and none has taken
	 * another's place.
	 */
	boolean isUnchanged() {
		for (int i = 0; i < this.held.size(); i++) {
			if (!this.held.get(i).isUnchanged()) {
				return false;
			}
		}
		return true;
	}

}
