package io.postsave.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.postsave.PostWriteEvent;
import io.postsave.listener.ListListenerMethod;

import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * The events that wait to be told in lists, by the methods that hear them, in the order
 * of the writes.
 */
final class ListedEvents {

	private Map<ListListenerMethod, List<Listed>> eventsByMethod = Map.of();

	private Set<Untold> untold = Set.of();

	/**
	 * Adds an event for the methods that are told of it.
	 */
	void add(WrittenRow row, PostWriteEvent<?> event, List<ListListenerMethod> methods) {
		for (ListListenerMethod method : methods) {
			if (!isUntold(row, method) && method.accepts(event)) {
				if (isEmpty()) {
					this.eventsByMethod = new IdentityHashMap<>(2);
				}
				this.eventsByMethod.computeIfAbsent(method, (key) -> new ArrayList<>()).add(new Listed(row, event));
			}
		}
	}

	boolean isEmpty() {
		return this.eventsByMethod.isEmpty();
	}

	/**
	 * Return the methods for which events wait, in their order.
	 */
	List<ListListenerMethod> methods() {
		if (isEmpty()) {
			return List.of();
		}
		List<ListListenerMethod> methods = new ArrayList<>(this.eventsByMethod.keySet());
		AnnotationAwareOrderComparator.sort(methods);
		return methods;
	}

	/**
	 * Return the rows that wait to be told.
	 */
	List<WrittenRow> rows() {
		return this.eventsByMethod.values().stream().flatMap(List::stream).map(Listed::row).distinct().toList();
	}

	/**
	 * Hands out the events that wait for a method.
	 * @param putOff whether a row has to go on waiting
	 */
	Taken take(ListListenerMethod method, Predicate<WrittenRow> putOff) {
		List<Listed> waiting = this.eventsByMethod.getOrDefault(method, List.of());
		List<WrittenRow> rows = new ArrayList<>(waiting.size());
		List<PostWriteEvent<?>> taken = new ArrayList<>(waiting.size());
		List<Listed> left = new ArrayList<>(0);
		for (Listed listed : waiting) {
			if (putOff.test(listed.row)) {
				left.add(listed);
			}
			else {
				rows.add(listed.row);
				taken.add(listed.event);
			}
		}
		if (left.isEmpty()) {
			this.eventsByMethod.remove(method);
		}
		else {
			this.eventsByMethod.put(method, left);
		}
		return new Taken(rows, taken);
	}

	/**
	 * Drops rows that are gone. Who was not told that one was created is not told that it
	 * was deleted either.
	 */
	void drop(RemovedRows removed) {
		this.eventsByMethod.entrySet().removeIf((waiting) -> {
			waiting.getValue()
				.removeIf((listed) -> removed.test(listed.row) && isDropped(listed.row, waiting.getKey()));
			return waiting.getValue().isEmpty();
		});
	}

	private boolean isDropped(WrittenRow row, ListListenerMethod method) {
		if (row.isCreated()) {
			this.untold = this.untold.isEmpty() ? new HashSet<>() : this.untold;
			this.untold.add(new Untold(method, row.key()));
		}
		return true;
	}

	private boolean isUntold(WrittenRow row, ListListenerMethod method) {
		return !this.untold.isEmpty() && row.isDeleted() && this.untold.remove(new Untold(method, row.key()));
	}

	/**
	 * The creation of a row that a method was not told of.
	 */
	private record Untold(ListListenerMethod method, Object key) {
	}

	/**
	 * What a method is told of.
	 *
	 * @param rows the rows
	 * @param events the events that tell of them, in the same order
	 */
	record Taken(List<WrittenRow> rows, List<PostWriteEvent<?>> events) {
	}

	/**
	 * An event with its row.
	 */
	private record Listed(WrittenRow row, PostWriteEvent<?> event) {
	}

}
