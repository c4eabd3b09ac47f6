package io.postsave.hibernate;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.hibernate.collection.spi.PersistentArrayHolder;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.collection.spi.PersistentIdentifierBag;
import org.hibernate.collection.spi.PersistentList;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.collection.spi.PersistentSortedMap;
import org.hibernate.collection.spi.PersistentSortedSet;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * The content of a collection at one moment, as Hibernate's snapshot has it: that is a
 * copy which Hibernate replaces and never changes.
 */
final class CollectionContent {

	/** The content of a collection that had not been loaded. */
	static final CollectionContent UNKNOWN = new CollectionContent(null, false);

	/** That of no collection, which is stored like that of an empty one. */
	static final CollectionContent NONE = new CollectionContent(null, false);

	private final @Nullable Object value;

	private final boolean ordered;

	private CollectionContent(@Nullable Object value, boolean ordered) {
		this.value = value;
		this.ordered = ordered;
	}

	/**
	 * Return the content of a collection.
	 * @param collection what the session has wrapped it in
	 * @param snapshot Hibernate's snapshot of it, {@code null} if there is none, as of a
	 * collection that never changes
	 */
	static CollectionContent of(PersistentCollection<?> collection, @Nullable Object snapshot) {
		if (snapshot != null) {
			return new CollectionContent(unmodifiable(collection, snapshot), isOrdered(collection));
		}
		Object content = collection.wasInitialized() ? contentOf(collection) : null;
		return (content != null) ? new CollectionContent(content, isOrdered(collection)) : UNKNOWN;
	}

	/**
	 * Return the content of a collection that no session holds.
	 */
	static CollectionContent ofUnmanaged(Object collection) {
		if (collection instanceof PersistentCollection<?> loaded) {
			return of(loaded, null);
		}
		return new CollectionContent(contentOf(collection), collection.getClass().isArray());
	}

	/**
	 * Return the content of a collection of the same class that is empty.
	 */
	static CollectionContent emptyLike(PersistentCollection<?> collection) {
		return new CollectionContent(emptyValueLike(collection), isOrdered(collection));
	}

	private static Object emptyValueLike(PersistentCollection<?> collection) {
		if (collection instanceof PersistentArrayHolder<?> array) {
			return Array.newInstance(array.getArray().getClass().getComponentType(), 0);
		}
		if (collection instanceof Set) {
			return (collection instanceof SortedSet) ? Collections.emptySortedSet() : Collections.emptySet();
		}
		if (collection instanceof Map) {
			return (collection instanceof SortedMap) ? Collections.emptySortedMap() : Collections.emptyMap();
		}
		return Collections.emptyList();
	}

	private static boolean isOrdered(PersistentCollection<?> collection) {
		return collection instanceof PersistentList || collection instanceof PersistentArrayHolder;
	}

	/**
	 * Return a snapshot as what it is a snapshot of: of a set, Hibernate makes a map.
	 */
	private static @Nullable Object unmodifiable(PersistentCollection<?> collection, Object snapshot) {
		if (snapshot instanceof Map<?, ?> map) {
			if (collection instanceof PersistentIdentifierBag) {
				return Collections.unmodifiableList(new ArrayList<>(map.values()));
			}
			return (collection instanceof PersistentSet) ? unmodifiableSet(collection, map)
					: unmodifiableMap(collection, map);
		}
		if (snapshot instanceof List<?> list) {
			return Collections.unmodifiableList(list);
		}
		return snapshot.getClass().isArray() ? snapshot : null;
	}

	/**
	 * The snapshots of sorted collections need not be sorted themselves.
	 */
	private static <K> Set<K> unmodifiableSet(PersistentCollection<?> collection, Map<K, ?> snapshot) {
		if (collection instanceof PersistentSortedSet<?> sorted) {
			SortedSet<K> elements = new TreeSet<>(comparatorOf(sorted));
			elements.addAll(snapshot.keySet());
			return Collections.unmodifiableSortedSet(elements);
		}
		return Collections.unmodifiableSet(snapshot.keySet());
	}

	private static <K, V> Map<K, V> unmodifiableMap(PersistentCollection<?> collection, Map<K, V> snapshot) {
		if (collection instanceof PersistentSortedMap<?, ?> sorted) {
			SortedMap<K, V> entries = new TreeMap<>(comparatorOf(sorted));
			entries.putAll(snapshot);
			return Collections.unmodifiableSortedMap(entries);
		}
		return Collections.unmodifiableMap(snapshot);
	}

	@SuppressWarnings("unchecked")
	private static <K> @Nullable Comparator<? super K> comparatorOf(PersistentSortedSet<?> collection) {
		return (Comparator<? super K>) collection.comparator();
	}

	@SuppressWarnings("unchecked")
	private static <K> @Nullable Comparator<? super K> comparatorOf(PersistentSortedMap<?, ?> collection) {
		return (Comparator<? super K>) collection.comparator();
	}

	/**
	 * Return a copy of a collection that has no snapshot, as it never changes or no
	 * session holds it.
	 */
	private static @Nullable Object contentOf(Object collection) {
		if (collection instanceof Map<?, ?> map) {
			return (map instanceof SortedMap<?, ?> sorted) ? Collections.unmodifiableSortedMap(new TreeMap<>(sorted))
					: Collections.unmodifiableMap(new LinkedHashMap<>(map));
		}
		if (collection instanceof Set<?> set) {
			return (set instanceof SortedSet<?> sorted) ? Collections.unmodifiableSortedSet(new TreeSet<>(sorted))
					: Collections.unmodifiableSet(new LinkedHashSet<>(set));
		}
		if (collection instanceof Collection<?> elements) {
			return Collections.unmodifiableList(new ArrayList<>(elements));
		}
		Object array = (collection instanceof PersistentArrayHolder<?> holder) ? holder.getArray() : collection;
		return (array != null && array.getClass().isArray()) ? copyOf(array) : null;
	}

	/**
	 * Return the content as a collection that cannot be modified, or as an array of its
	 * own; {@code null} if it is not known, or there was no collection.
	 */
	@Nullable Object value() {
		return (this.value != null && this.value.getClass().isArray()) ? copyOf(this.value) : this.value;
	}

	private static Object copyOf(Object array) {
		int length = Array.getLength(array);
		Object copy = Array.newInstance(array.getClass().getComponentType(), length);
		System.arraycopy(array, 0, copy, 0, length);
		return copy;
	}

	/**
	 * Whether two contents are the same to the database. What is not known is the same as
	 * nothing, nor is what the application's classes fail to compare.
	 * @param elementType the type of the elements
	 */
	boolean isSame(CollectionContent other, Type elementType, SessionFactoryImplementor factory) {
		if (this == UNKNOWN || other == UNKNOWN) {
			return false;
		}
		try {
			return hasSameElements(other, elementType, factory);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private boolean hasSameElements(CollectionContent other, Type elementType, SessionFactoryImplementor factory) {
		List<?> elements = elements();
		List<?> others = other.elements();
		if (elements.size() != others.size()) {
			return false;
		}
		if (this.value instanceof Map<?, ?> map && other.value instanceof Map<?, ?> otherMap) {
			return isSame(map, otherMap, elementType, factory);
		}
		return this.ordered ? isSameInOrder(elements, others, elementType, factory)
				: isSameInAnyOrder(elements, others, elementType, factory);
	}

	private static boolean isSame(Map<?, ?> map, Map<?, ?> other, Type elementType, SessionFactoryImplementor factory) {
		return map.entrySet()
			.stream()
			.allMatch((entry) -> other.containsKey(entry.getKey())
					&& isSame(entry.getValue(), other.get(entry.getKey()), elementType, factory));
	}

	private static boolean isSameInOrder(List<?> elements, List<?> others, Type elementType,
			SessionFactoryImplementor factory) {
		for (int i = 0; i < elements.size(); i++) {
			if (!isSame(elements.get(i), others.get(i), elementType, factory)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Elements are looked for among those of the same hash code, as Hibernate does it:
	 * what the application's classes call equal need not be stored alike.
	 */
	private static boolean isSameInAnyOrder(List<?> elements, List<?> others, Type elementType,
			SessionFactoryImplementor factory) {
		if (isSameInOrder(elements, others, elementType, factory)) {
			return true;
		}
		Map<Integer, List<Object>> left = new HashMap<>();
		for (Object other : others) {
			left.computeIfAbsent(hashOf(other, elementType, factory), (hash) -> new ArrayList<>()).add(other);
		}
		return elements.stream().allMatch((element) -> {
			List<Object> candidates = left.get(hashOf(element, elementType, factory));
			return candidates != null && removeSame(candidates, element, elementType, factory);
		});
	}

	private static int hashOf(@Nullable Object element, Type elementType, SessionFactoryImplementor factory) {
		return (element != null) ? elementType.getHashCode(element, factory) : 0;
	}

	private static boolean removeSame(List<Object> elements, @Nullable Object element, Type elementType,
			SessionFactoryImplementor factory) {
		for (int i = 0; i < elements.size(); i++) {
			if (isSame(element, elements.get(i), elementType, factory)) {
				elements.remove(i);
				return true;
			}
		}
		return false;
	}

	private static boolean isSame(@Nullable Object element, @Nullable Object other, Type elementType,
			SessionFactoryImplementor factory) {
		if (element == other || element == null || other == null) {
			return element == other;
		}
		return elementType.isEqual(element, other, factory);
	}

	private List<?> elements() {
		if (this.value instanceof Map<?, ?> map) {
			return new ArrayList<>(map.values());
		}
		if (this.value instanceof Collection<?> collection) {
			return new ArrayList<>(collection);
		}
		return (this.value != null) ? Arrays.asList(ObjectUtils.toObjectArray(this.value)) : List.of();
	}

}
