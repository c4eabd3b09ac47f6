package io.postsave.hibernate;

import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * The form of values whose type in Hibernate, as one of the application's own, makes
 * strings of them and reads these again.
 *
 * @param <T> the class of the values
 * @param javaType the type of the values
 */
record TextForm<T>(JavaType<T> javaType) implements PlainForm {

	/**
	 * Not every type reads what it makes of a value: that is tried.
	 */
	@Override
	public @Nullable Object write(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		try {
			T typed = cast(value);
			String text = this.javaType.toString(typed);
			if (this.javaType.areEqual(typed, this.javaType.fromString(text))) {
				return text;
			}
		}
		catch (RuntimeException ex) {
			throw new UnstorableValueException("A " + this.javaType.getTypeName() + " makes no string that it reads",
					ex);
		}
		throw new UnstorableValueException("A " + this.javaType.getTypeName() + " makes no string that it reads");
	}

	@SuppressWarnings("unchecked")
	private T cast(Object value) {
		return (T) value;
	}

	@Override
	public @Nullable Object read(@Nullable Object plain) {
		if (plain == null) {
			return null;
		}
		try {
			return this.javaType.fromString(PlainForm.textOf(plain));
		}
		catch (RuntimeException ex) {
			throw new UnstorableValueException("What is stored is no " + this.javaType.getTypeName(), ex);
		}
	}

}
