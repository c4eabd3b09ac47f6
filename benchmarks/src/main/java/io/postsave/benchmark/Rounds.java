package io.postsave.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * What was measured in several rounds, each variant against the plain application of the
 * same round.
 *
 * @param <S> what one JVM measured
 */
final class Rounds<S> {

	private final Map<String, Map<Variant, S>> rounds = new TreeMap<>();

	void add(String round, Variant variant, S sample) {
		this.rounds.computeIfAbsent(round, (key) -> new EnumMap<>(Variant.class)).put(variant, sample);
	}

	/**
	 * Whether a variant was measured in a round in which the plain application was, too.
	 */
	boolean has(Variant variant) {
		return !compare(variant, (plain, sample) -> 0).isEmpty();
	}

	/**
	 * Compares a variant with the plain application, round by round.
	 */
	Figure of(Variant variant, ToDoubleBiFunction<S, S> comparison) {
		return Figure.of(compare(variant, comparison));
	}

	private List<Double> compare(Variant variant, ToDoubleBiFunction<S, S> comparison) {
		List<Double> values = new ArrayList<>();
		for (Map<Variant, S> round : this.rounds.values()) {
			S plain = round.get(variant.base());
			S sample = round.get(variant);
			if (plain != null && sample != null) {
				values.add(comparison.applyAsDouble(plain, sample));
			}
		}
		return values;
	}

}
