package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Has the snapshot of a collection hold its elements themselves, instead of copies that
 * may never equal them.
 */
final class OverlookedElements {

	private OverlookedElements() {
	}

	/**
	 * Puts elements into a snapshot of them.
	 * @return what puts back the copies
	 */
	@SuppressWarnings("unchecked")
	static Runnable putInto(@Nullable Object snapshot, Object collection) {
		if (snapshot instanceof List<?> list && collection instanceof Collection<?> elements
				&& list.size() == elements.size()) {
			return replace((List<Object>) list, new ArrayList<>(elements));
		}
		if (snapshot instanceof Map<?, ?> map && collection instanceof Map<?, ?> elements
				&& map.keySet().equals(elements.keySet())) {
			return replace((Map<Object, Object>) map, new ArrayList<>(elements.keySet()),
					new ArrayList<>(elements.values()));
		}
		if (snapshot instanceof Map<?, ?> map && collection instanceof Set<?> elements
				&& map.size() == elements.size()) {
			return replace((Map<Object, Object>) map, new ArrayList<>(elements), new ArrayList<>(elements));
		}
		if (snapshot instanceof Object[] array && collection instanceof Object[] elements
				&& array.length == elements.length) {
			return replace(array, elements);
		}
		return () -> {
		};
	}

	private static Runnable replace(List<Object> snapshot, List<?> elements) {
		List<Object> copies = new ArrayList<>(snapshot);
		for (int i = 0; i < elements.size(); i++) {
			snapshot.set(i, elements.get(i));
		}
		return () -> {
			for (int i = 0; i < copies.size(); i++) {
				snapshot.set(i, copies.get(i));
			}
		};
	}

	private static Runnable replace(Map<Object, Object> snapshot, List<?> keys, List<?> values) {
		List<Object> oldKeys = new ArrayList<>(snapshot.keySet());
		List<Object> oldValues = new ArrayList<>(snapshot.values());
		fill(snapshot, keys, values);
		return () -> fill(snapshot, oldKeys, oldValues);
	}

	private static void fill(Map<Object, Object> snapshot, List<?> keys, List<?> values) {
		snapshot.clear();
		for (int i = 0; i < keys.size(); i++) {
			snapshot.put(keys.get(i), values.get(i));
		}
	}

	private static Runnable replace(Object[] snapshot, Object[] elements) {
		Object[] copies = snapshot.clone();
		System.arraycopy(elements, 0, snapshot, 0, elements.length);
		return () -> System.arraycopy(copies, 0, snapshot, 0, copies.length);
	}

}
