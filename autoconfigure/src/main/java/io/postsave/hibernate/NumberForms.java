package io.postsave.hibernate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The forms of numbers.
 */
final class NumberForms {

	private static final int MOST_DIGITS = 100_000;

	/** Jackson, for one, reads no number of more than 1000 digits. */
	private static final int MOST_BITS = 3_000;

	private NumberForms() {
	}

	/**
	 * What JSON has no number for, or what not every parser of it takes, is a string.
	 * Numbers are read by their digits, however they were parsed.
	 */
	static List<ScalarForm<?>> all() {
		return List.of(new ScalarForm<>(Byte.class, (value) -> value, (text) -> number(text).byteValueExact()),
				new ScalarForm<>(Short.class, (value) -> value, (text) -> number(text).shortValueExact()),
				new ScalarForm<>(Integer.class, (value) -> value, (text) -> number(text).intValueExact()),
				new ScalarForm<>(Long.class, (value) -> value, (text) -> number(text).longValueExact()),
				new ScalarForm<>(BigInteger.class, (value) -> isLong(value) ? value.toString() : value,
						(text) -> wholeNumber(number(text))),
				new ScalarForm<>(BigDecimal.class,
						(value) -> isLong(value.unscaledValue()) ? value.toString() : (Object) value,
						NumberForms::number),
				new ScalarForm<>(Float.class, (value) -> isNumber(value) ? (Object) value : value.toString(),
						Float::valueOf),
				new ScalarForm<>(Double.class, (value) -> isNumber(value) ? (Object) value : value.toString(),
						Double::valueOf));
	}

	/**
	 * Whether JSON has the number, and it is the same one when it is read by its digits.
	 */
	private static boolean isNumber(double value) {
		return Double.isFinite(value) && (value != 0 || 1 / value > 0);
	}

	private static boolean isLong(BigInteger value) {
		return value.bitLength() > MOST_BITS;
	}

	private static BigDecimal number(String text) {
		if (text.length() > MOST_DIGITS) {
			throw new NumberFormatException("Too many digits");
		}
		return new BigDecimal(text);
	}

	/**
	 * A few characters can say a number of gigabytes.
	 */
	private static BigInteger wholeNumber(BigDecimal number) {
		if (Math.abs((long) number.scale()) > MOST_DIGITS) {
			throw new ArithmeticException("Too many digits");
		}
		return number.toBigIntegerExact();
	}

}
