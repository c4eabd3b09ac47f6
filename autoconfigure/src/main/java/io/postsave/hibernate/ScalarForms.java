package io.postsave.hibernate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The forms of all classes of the JDK that Hibernate maps to one column by itself, but
 * classes, which are not to be named by what is stored.
 */
final class ScalarForms {

	private static final Map<Class<?>, ScalarForm<?>> FORMS = new HashMap<>();

	static {
		Stream
			.of(simple(), NumberForms.all(), TimeForms.all(), LegacyTimeForms.all(), TextForms.all(), ArrayForms.all())
			.flatMap(List::stream)
			.forEach((form) -> FORMS.put(form.javaClass(), form));
	}

	private ScalarForms() {
	}

	/**
	 * Return the form of the values of a class, {@code null} if it is none of these.
	 */
	static @Nullable PlainForm of(Class<?> javaClass) {
		return isEnum(javaClass) ? ofEnum(javaClass) : FORMS.get(ClassUtils.resolvePrimitiveIfNecessary(javaClass));
	}

	private static boolean isEnum(Class<?> javaClass) {
		return javaClass.isEnum() || (javaClass.getSuperclass() != null && javaClass.getSuperclass().isEnum());
	}

	/**
	 * A constant that has a body is of a class of its own.
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static PlainForm ofEnum(Class<?> javaClass) {
		Class<? extends Enum> enumClass = (javaClass.isEnum() ? javaClass : javaClass.getSuperclass())
			.asSubclass(Enum.class);
		return ScalarForm.text((Class<Enum>) enumClass, Enum::name, (name) -> Enum.valueOf(enumClass, name));
	}

	private static List<ScalarForm<?>> simple() {
		return List.of(ScalarForm.text(String.class, (value) -> value, (text) -> text),
				ScalarForm.text(Character.class, Object::toString, ScalarForms::singleCharacter),
				new ScalarForm<>(Boolean.class, (value) -> value, ScalarForms::readBoolean),
				ScalarForm.text(UUID.class, UUID::toString, UUID::fromString));
	}

	private static Character singleCharacter(String text) {
		if (text.length() != 1) {
			throw new IllegalArgumentException("More or less than one character");
		}
		return text.charAt(0);
	}

	private static Boolean readBoolean(String text) {
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("Neither true nor false");
		};
	}

}
