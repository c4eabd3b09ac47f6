package io.postsave.benchmark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Settings of a command, each written as {@code name=value}.
 *
 * @param values the values by name
 */
record Options(Map<String, String> values) {

	/**
	 * Return the settings of a command with what they are if nothing is given.
	 */
	static Options of(String... settings) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String setting : settings) {
			values.put(nameOf(setting), setting.substring(setting.indexOf('=') + 1));
		}
		return new Options(values);
	}

	/**
	 * Replaces settings by what was given on the command line.
	 */
	Options with(List<String> given) {
		Map<String, String> changed = new LinkedHashMap<>(this.values);
		for (String setting : given) {
			Assert.isTrue(setting.contains("=") && changed.containsKey(nameOf(setting)),
					() -> "'" + setting + "' is none of " + String.join("=, ", this.values.keySet()) + "=");
			changed.put(nameOf(setting), setting.substring(setting.indexOf('=') + 1));
		}
		return new Options(changed);
	}

	private static String nameOf(String setting) {
		return setting.split("=", 2)[0];
	}

	String text(String name) {
		String value = this.values.get(name);
		Assert.state(value != null, () -> "There is no setting '" + name + "'");
		return value;
	}

	int number(String name) {
		return Integer.parseInt(text(name));
	}

	List<String> list(String name) {
		return List.of(text(name).split(","));
	}

	List<Integer> numbers(String name) {
		return list(name).stream().map(Integer::valueOf).toList();
	}

	List<Variant> variants() {
		return list("variants").stream().map(Variant::valueOf).toList();
	}

	/**
	 * Return how variants are written.
	 */
	static String variants(Variant... variants) {
		return "variants=" + String.join(",", Arrays.stream(variants).map(Variant::name).toList());
	}

}
