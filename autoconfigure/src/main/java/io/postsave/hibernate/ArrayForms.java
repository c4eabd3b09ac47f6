package io.postsave.hibernate;

import java.util.Base64;
import java.util.List;

/**
 * The forms of arrays that are one value.
 */
final class ArrayForms {

	private ArrayForms() {
	}

	static List<ScalarForm<?>> all() {
		return List.of(ScalarForm.text(byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode),
				ScalarForm.text(Byte[].class, (value) -> Base64.getEncoder().encodeToString(unboxed(value)),
						(text) -> boxed(Base64.getDecoder().decode(text))),
				ScalarForm.text(char[].class, String::valueOf, String::toCharArray),
				ScalarForm.text(Character[].class, ArrayForms::joined,
						(text) -> text.chars().mapToObj((character) -> (char) character).toArray(Character[]::new)));
	}

	private static byte[] unboxed(Byte[] value) {
		byte[] bytes = new byte[value.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = value[i];
		}
		return bytes;
	}

	private static Byte[] boxed(byte[] value) {
		Byte[] bytes = new Byte[value.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = value[i];
		}
		return bytes;
	}

	private static String joined(Character[] value) {
		StringBuilder text = new StringBuilder(value.length);
		for (Character character : value) {
			text.append(character.charValue());
		}
		return text.toString();
	}

}
