package io.postsave.hibernate;

import java.util.function.Supplier;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * The form of values that are mapped to JSON: the text that Hibernate stores.
 *
 * @param <T> the class of the values
 * @param javaType the type of the values
 * @param options what Hibernate writes and reads the text with, known when its unit has
 * been built
 */
record FormatterForm<T>(JavaType<T> javaType, Supplier<WrapperOptions> options) implements PlainForm {

	@Override
	public @Nullable Object write(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		try {
			return this.options.get().getJsonFormatMapper().toString(cast(value), this.javaType, this.options.get());
		}
		catch (RuntimeException ex) {
			throw new UnstorableValueException("Hibernate makes no JSON of a " + this.javaType.getTypeName(), ex);
		}
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
			return this.options.get()
				.getJsonFormatMapper()
				.fromString(PlainForm.textOf(plain), this.javaType, this.options.get());
		}
		catch (RuntimeException ex) {
			throw new UnstorableValueException("What is stored is no JSON of a " + this.javaType.getTypeName(), ex);
		}
	}

}
