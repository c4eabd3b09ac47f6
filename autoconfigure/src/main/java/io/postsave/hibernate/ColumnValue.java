package io.postsave.hibernate;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute as far as the columns of its row hold it: a collection in an
 * embedded value is not among them.
 */
final class ColumnValue {

	private ColumnValue() {
	}

	/**
	 * Whether two values are the same to the database.
	 * @param type the type of the attribute
	 */
	static boolean isSame(Type type, Object value, Object other, SessionFactoryImplementor factory) {
		return (type instanceof CompositeType embedded && isAnyCollectionIn(embedded))
				? areParts(embedded, value, other, factory) : type.isEqual(value, other, factory);
	}

	private static boolean isAnyCollectionIn(CompositeType type) {
		if (type.isComponentType()) {
			for (Type part : type.getSubtypes()) {
				if (part.isCollectionType()
						|| (part instanceof CompositeType embedded && isAnyCollectionIn(embedded))) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Whether the parts are the same. An embedded value within another one that has none
	 * is stored like none.
	 */
	private static boolean areParts(CompositeType type, @Nullable Object value, @Nullable Object other,
			SessionFactoryImplementor factory) {
		Type[] types = type.getSubtypes();
		@Nullable Object[] parts = partsOf(type, value);
		@Nullable Object[] others = partsOf(type, other);
		for (int i = 0; i < types.length; i++) {
			if (!types[i].isCollectionType() && !isSamePart(types[i], parts[i], others[i], factory)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isSamePart(Type type, @Nullable Object part, @Nullable Object other,
			SessionFactoryImplementor factory) {
		if (type instanceof CompositeType embedded && isAnyCollectionIn(embedded)) {
			return areParts(embedded, part, other, factory);
		}
		return part == other || (part != null && other != null && type.isEqual(part, other, factory));
	}

	private static @Nullable Object[] partsOf(CompositeType type, @Nullable Object value) {
		return (value != null) ? type.getPropertyValues(value) : new Object[type.getSubtypes().length];
	}

}
