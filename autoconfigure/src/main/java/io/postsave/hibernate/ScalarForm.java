package io.postsave.hibernate;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The form of a value that is written as one string, number or boolean.
 *
 * @param <T> the class of the values
 * @param javaClass the class of the values
 * @param writer writes a value
 * @param reader reads the text of what was written
 */
record ScalarForm<T>(Class<T> javaClass, Function<T, Object> writer, Function<String, T> reader) implements PlainForm {

	/**
	 * Return the form of values that are written as strings.
	 */
	static <T> ScalarForm<T> text(Class<T> javaClass, Function<T, String> writer, Function<String, T> reader) {
		return new ScalarForm<>(javaClass, writer::apply, reader);
	}

	@Override
	public @Nullable Object write(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		try {
			return this.writer.apply(this.javaClass.cast(value));
		}
		catch (RuntimeException ex) {
			throw new UnstorableValueException("A " + value.getClass().getName() + " is no " + this.javaClass.getName(),
					ex);
		}
	}

	@Override
	public @Nullable Object read(@Nullable Object plain) {
		if (plain == null) {
			return null;
		}
		try {
			return this.reader.apply(PlainForm.textOf(plain));
		}
		catch (RuntimeException ex) {
			throw new UnstorableValueException("What is stored is no " + this.javaClass.getName(), ex);
		}
	}

}
