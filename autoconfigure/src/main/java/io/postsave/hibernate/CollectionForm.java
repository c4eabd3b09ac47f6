package io.postsave.hibernate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.hibernate.Hibernate;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * The form of a collection that is stored in a table of its own: a list, of a map a list
 * of pairs.
 */
final class CollectionForm implements PlainForm {

	private final PluralAttributeMapping mapping;

	private final PlainForm element;

	private final @Nullable PlainForm key;

	/**
	 * Creates the form.
	 * @param mapping the mapping of the collection
	 * @param element the form of its elements
	 * @param key the form of its keys, {@code null} if it is no map
	 */
	CollectionForm(PluralAttributeMapping mapping, PlainForm element, @Nullable PlainForm key) {
		this.mapping = mapping;
		this.element = element;
		this.key = key;
	}

	/**
	 * A collection that has not been loaded stays so, and its content is not known.
	 */
	@Override
	public @Nullable Object write(@Nullable Object value) {
		if (value == null || !Hibernate.isInitialized(value)) {
			return null;
		}
		if (this.key != null) {
			return (value instanceof Map<?, ?> map) ? write(map, this.key) : refuse(value);
		}
		return BasicPluralForm.elementsOf(value).stream().map(this.element::write).toList();
	}

	private List<?> write(Map<?, ?> map, PlainForm key) {
		List<List<@Nullable Object>> pairs = new ArrayList<>();
		map.forEach((name, value) -> {
			List<@Nullable Object> pair = new ArrayList<>(2);
			pair.add(key.write(name));
			pair.add(this.element.write(value));
			pairs.add(pair);
		});
		return pairs;
	}

	private static Object refuse(Object value) {
		throw new UnstorableValueException("A " + value.getClass().getName() + " is no map");
	}

	@Override
	public @Nullable Object read(@Nullable Object plain) {
		if (plain == null) {
			return null;
		}
		if (!(plain instanceof Collection<?> elements)) {
			throw new UnstorableValueException("What is stored is no collection");
		}
		if (this.key != null) {
			return readMap(elements, this.key);
		}
		return collectionOf(elements.stream().<@Nullable Object>map(this.element::read).toList());
	}

	private Object readMap(Collection<?> pairs, PlainForm key) {
		Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
		for (Object pair : pairs) {
			if (!(pair instanceof List<?> parts) || parts.size() != 2) {
				throw new UnstorableValueException("What is stored is no map");
			}
			map.put(key.read(parts.get(0)), this.element.read(parts.get(1)));
		}
		if (classification() == CollectionClassification.SORTED_MAP && !isIdentifier(key)) {
			TreeMap<@Nullable Object, @Nullable Object> sorted = new TreeMap<>(comparator());
			sorted.putAll(map);
			return Collections.unmodifiableSortedMap(sorted);
		}
		return Collections.unmodifiableMap(map);
	}

	private Object collectionOf(List<@Nullable Object> elements) {
		boolean identifiers = isIdentifier(this.element);
		return switch (classification()) {
			case SET, ORDERED_SET -> Collections.unmodifiableSet(new LinkedHashSet<>(elements));
			case SORTED_SET ->
				identifiers ? Collections.unmodifiableSet(new LinkedHashSet<>(elements)) : sorted(elements);
			case ARRAY -> identifiers ? elements : BasicPluralForm.arrayOf(componentType(), elements);
			default -> elements;
		};
	}

	/**
	 * Identifiers in the place of entities are not of the type of these, and no
	 * comparator of these sorts them.
	 */
	private static boolean isIdentifier(PlainForm form) {
		return form instanceof AnyForm || (form instanceof AssociationForm association && !association.asReference());
	}

	private Object sorted(List<@Nullable Object> elements) {
		TreeSet<@Nullable Object> sorted = new TreeSet<>(comparator());
		sorted.addAll(elements);
		return Collections.unmodifiableSortedSet(sorted);
	}

	private CollectionClassification classification() {
		return this.mapping.getCollectionDescriptor().getCollectionSemantics().getCollectionClassification();
	}

	@SuppressWarnings("unchecked")
	private @Nullable Comparator<@Nullable Object> comparator() {
		return (Comparator<@Nullable Object>) this.mapping.getCollectionDescriptor().getSortingComparator();
	}

	private Class<?> componentType() {
		return this.mapping.getPropertyAccess().getGetter().getReturnTypeClass().getComponentType();
	}

}
