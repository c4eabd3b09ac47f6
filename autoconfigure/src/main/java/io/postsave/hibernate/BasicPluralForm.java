package io.postsave.hibernate;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.hibernate.type.BasicPluralType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * The form of arrays and collections that are mapped to one column: a list.
 *
 * @param type the type of the arrays or collections
 * @param element the form of their elements
 */
record BasicPluralForm(BasicPluralType<?, ?> type, PlainForm element) implements PlainForm {

	@Override
	public @Nullable Object write(@Nullable Object value) {
		return (value != null) ? elementsOf(value).stream().map(this.element::write).toList() : null;
	}

	/**
	 * Return the elements of an array or a collection.
	 */
	static List<@Nullable Object> elementsOf(Object value) {
		if (value instanceof Collection<?> collection) {
			return new ArrayList<>(collection);
		}
		if (!value.getClass().isArray()) {
			throw new UnstorableValueException("A " + value.getClass().getName() + " has no elements");
		}
		return Arrays.asList(ObjectUtils.toObjectArray(value));
	}

	@Override
	public @Nullable Object read(@Nullable Object plain) {
		if (plain == null) {
			return null;
		}
		List<@Nullable Object> elements = elementsOf(plain).stream().map(this.element::read).toList();
		Class<?> javaClass = this.type.getJavaTypeDescriptor().getJavaTypeClass();
		if (javaClass.isArray()) {
			return arrayOf(javaClass.getComponentType(), elements);
		}
		if (SortedSet.class.isAssignableFrom(javaClass)) {
			return Collections.unmodifiableSortedSet(new TreeSet<>(elements));
		}
		return Set.class.isAssignableFrom(javaClass) ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
				: elements;
	}

	/**
	 * Return an array of elements.
	 */
	static Object arrayOf(Class<?> componentType, List<@Nullable Object> elements) {
		Object array = Array.newInstance(componentType, elements.size());
		for (int i = 0; i < elements.size(); i++) {
			Array.set(array, i, elements.get(i));
		}
		return array;
	}

}
