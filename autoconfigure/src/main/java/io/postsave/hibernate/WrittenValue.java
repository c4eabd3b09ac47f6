package io.postsave.hibernate;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an attribute's value one that can be kept and compared, whatever class it has:
 * what would be written for it. References stand for themselves.
 */
final class WrittenValue {

	private WrittenValue() {
	}

	/**
	 * Return what would be written for a value.
	 * @return equal for equal content; for a value of which that cannot be told, for the
	 * same instance
	 */
	static Object of(Type type, @Nullable Object value, SharedSessionContractImplementor session) {
		if (type instanceof CompositeType composite && type.isComponentType()) {
			return ofComponent(composite, value, session);
		}
		if (value == null) {
			return NoContent.NULL;
		}
		if (type instanceof CollectionType collection) {
			return ofCollection(collection, value, session);
		}
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY || type.isAssociationType()) {
			return new SameInstance(value);
		}
		if (isWrittenAsItIs(type)) {
			return value;
		}
		List<Object> bound = BoundArguments.of(type, value, session);
		return (bound != null) ? bound : new SameInstance(value);
	}

	private static boolean isWrittenAsItIs(Type type) {
		return SteadyTypes.isPlainBasic(type) && ((BasicType<?>) type).getValueConverter() == null;
	}

	/**
	 * Return the parts of a component. One that is not there is as one without content,
	 * as it is to Hibernate.
	 */
	private static Object ofComponent(CompositeType type, @Nullable Object value,
			SharedSessionContractImplementor session) {
		Type[] types = type.getSubtypes();
		List<Object> parts = new ArrayList<>(types.length);
		for (int i = 0; i < types.length; i++) {
			parts.add(of(types[i], (value != null) ? type.getPropertyValue(value, i, session) : null, session));
		}
		return parts;
	}

	private static Object ofCollection(CollectionType type, Object value, SharedSessionContractImplementor session) {
		if (value instanceof PersistentCollection<?> collection && !collection.wasInitialized()) {
			return new SameInstance(value);
		}
		Type elementType = type.getElementType(session.getFactory());
		List<Object> elements = new ArrayList<>();
		if (value instanceof Collection<?> collection) {
			collection.forEach((element) -> elements.add(of(elementType, element, session)));
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> {
				elements.add((key != null) ? key : NoContent.NULL);
				elements.add(of(elementType, element, session));
			});
		}
		else if (value.getClass().isArray()) {
			for (int i = 0; i < Array.getLength(value); i++) {
				elements.add(of(elementType, Array.get(value, i), session));
			}
		}
		else {
			return new SameInstance(value);
		}
		return elements;
	}

}
