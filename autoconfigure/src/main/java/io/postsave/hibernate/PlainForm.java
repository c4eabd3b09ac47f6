package io.postsave.hibernate;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How the values of one part of the mapping are written in what every format of data
 * knows, and read again: {@code null}, booleans, numbers, strings, lists, and maps from
 * strings.
 */
interface PlainForm {

	/**
	 * Return a value as it is written.
	 * @throws UnstorableValueException if there is no form of it
	 */
	@Nullable Object write(@Nullable Object value);

	/**
	 * Return what was written.
	 * @throws UnstorableValueException if it is not of this form
	 */
	@Nullable Object read(@Nullable Object plain);

	/**
	 * Return the text of a value that was written as one string, number or boolean.
	 * @throws UnstorableValueException if what is stored has parts
	 */
	static String textOf(Object plain) {
		if (plain instanceof Map || plain instanceof Collection) {
			throw new UnstorableValueException("What is stored is no single value");
		}
		return plain.toString();
	}

}
