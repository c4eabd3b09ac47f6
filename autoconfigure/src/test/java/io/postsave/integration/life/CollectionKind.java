package io.postsave.integration.life;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A kind of collection that a folder has, and what it consists of.
 */
enum CollectionKind {

	SET("tags", Container.SET, Element.TEXT), BAG("notes", Container.BAG, Element.TEXT),
	LIST("steps", Container.LIST, Element.TEXT), SORTED_SET("sorted", Container.SORTED_SET, Element.TEXT),
	MAP("fields", Container.MAP, Element.TEXT), SORTED_MAP("register", Container.SORTED_MAP, Element.TEXT),
	ARRAY("lines", Container.ARRAY, Element.TEXT), PRIMITIVES("numbers", Container.ARRAY, Element.NUMBER),
	EMBEDDABLES("labels", Container.SET, Element.LABEL), MUTABLE_EMBEDDABLES("marks", Container.LIST, Element.MARK),
	BAG_OF_MUTABLE("looseMarks", Container.BAG, Element.MARK),
	MAP_OF_MUTABLE("namedMarks", Container.MAP, Element.MARK), DATES("dates", Container.LIST, Element.DATE),
	NUMBERS("prices", Container.BAG, Element.PRICE), IDENTIFIED_BAG("drafts", Container.BAG, Element.TEXT),
	JOIN_TABLE("topics", Container.SET, Element.TOPIC), ONE_TO_MANY("readings", Container.BAG, Element.TOPIC),
	JOIN_COLUMN("pages", Container.SET, Element.PAGE), ORDERED_JOIN_COLUMN("appendix", Container.LIST, Element.PAGE),
	EMBEDDED("box.contents", Container.SET, Element.TEXT),
	EMBEDDED_DEEPER("box.inner.parts", Container.SET, Element.TEXT);

	private final String path;

	private final Container container;

	private final Element element;

	CollectionKind(String path, Container container, Element element) {
		this.path = path;
		this.container = container;
		this.element = element;
	}

	String path() {
		return this.path;
	}

	/**
	 * The attribute of the entity.
	 */
	String attribute() {
		return this.path.contains(".") ? this.path.substring(0, this.path.indexOf('.')) : this.path;
	}

	/**
	 * Where the collection is within the attribute.
	 */
	String pathWithin() {
		return this.path.contains(".") ? this.path.substring(this.path.indexOf('.') + 1) : "";
	}

	boolean isArray() {
		return this.container == Container.ARRAY;
	}

	/**
	 * Whether Hibernate loads the collection if the application does not: an array with
	 * its entity, what a removal is cascaded to, and a map that an enhanced entity counts
	 * when it gets another one.
	 */
	boolean isLoadedBy(CollectionWork work, CollectedShelf shelf) {
		if (work.isDeletion()) {
			return isArray() || this.element == Element.PAGE;
		}
		return isArray() || (shelf.isEnhanced() && isMap() && work != CollectionWork.REPLACED_BY_NULL_UNLOADED);
	}

	private boolean isMap() {
		return this.container == Container.MAP || this.container == Container.SORTED_MAP;
	}

	/**
	 * Return a new collection.
	 * @param elements a letter for each element
	 */
	Object of(CollectedShelf shelf, String elements) {
		List<Object> values = new ArrayList<>();
		elements.chars().forEach((letter) -> values.add(this.element.of(shelf, (char) letter)));
		return this.container.of(values, this.element == Element.NUMBER ? int.class : String.class);
	}

	/**
	 * Change a collection, or return another one if it cannot be.
	 */
	@SuppressWarnings("unchecked")
	Object change(CollectedShelf shelf, Object collection, String elements) {
		Object wanted = of(shelf, elements);
		if (collection instanceof Map<?, ?> map) {
			map.clear();
			((Map<Object, Object>) map).putAll((Map<Object, Object>) wanted);
		}
		else if (collection instanceof Collection<?> values) {
			values.clear();
			((Collection<Object>) values).addAll((Collection<Object>) wanted);
		}
		else if (Array.getLength(collection) != elements.length()) {
			return wanted;
		}
		else {
			IntStream.range(0, elements.length()).forEach((i) -> Array.set(collection, i, Array.get(wanted, i)));
		}
		return collection;
	}

	/**
	 * Return the content as text.
	 */
	@Nullable String describe(@Nullable Object content) {
		if (content instanceof Map<?, ?> map) {
			Map<Object, String> described = new TreeMap<>();
			map.forEach((key, value) -> described.put(key, text(value)));
			return described.toString();
		}
		if (content instanceof Collection<?> values) {
			List<String> described = new ArrayList<>(values.stream().map(CollectionKind::text).toList());
			if (this.container == Container.SORTED_SET) {
				return ((SortedSet<?>) content).toString();
			}
			if (this.container != Container.LIST) {
				described.sort(null);
			}
			return described.toString();
		}
		return (content != null) ? IntStream.range(0, Array.getLength(content))
			.mapToObj((i) -> Array.get(content, i))
			.toList()
			.toString() : null;
	}

	private static String text(Object element) {
		return (element instanceof Date date) ? "" + date.getTime() : element.toString();
	}

	private enum Container {

		SET, BAG, LIST, SORTED_SET, MAP, SORTED_MAP, ARRAY;

		Object of(List<Object> values, Class<?> componentType) {
			return switch (this) {
				case SET -> new HashSet<>(values);
				case BAG, LIST -> new ArrayList<>(values);
				case SORTED_SET -> new TreeSet<>(values);
				case MAP -> map(values, new HashMap<>());
				case SORTED_MAP -> map(values, new TreeMap<>());
				case ARRAY -> array(values, componentType);
			};
		}

		private static Object map(List<Object> values, Map<Object, Object> map) {
			for (int i = 0; i < values.size(); i++) {
				map.put("key " + i, values.get(i));
			}
			return map;
		}

		private static Object array(List<Object> values, Class<?> componentType) {
			Object array = Array.newInstance(componentType, values.size());
			for (int i = 0; i < values.size(); i++) {
				Array.set(array, i, values.get(i));
			}
			return array;
		}

	}

	private enum Element {

		TEXT, NUMBER, PRICE, DATE, LABEL, MARK, TOPIC, PAGE;

		Object of(CollectedShelf shelf, char letter) {
			String text = String.valueOf(letter);
			return switch (this) {
				case TEXT -> text;
				case NUMBER -> (int) letter;
				case PRICE -> BigDecimal.valueOf(letter).setScale(2);
				case DATE -> new Date(letter * 1000L);
				case LABEL -> shelf.create("Label", text);
				case MARK -> shelf.create("Mark", text);
				case TOPIC -> shelf.findOrPersist("Topic", text);
				case PAGE -> shelf.findOrPersist("Page", text);
			};
		}

	}

}
