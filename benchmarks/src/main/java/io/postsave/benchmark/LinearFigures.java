package io.postsave.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import io.postsave.benchmark.LinearResult.Cost;

/**
 * What a row costs by the size of the transaction, each variant against the plain
 * application of the same round.
 */
final class LinearFigures {

	private static final List<String> HEADER = List.of("", "rows in the transaction", "time of a row",
			"allocated for a row", "live heap before the commit, a row", "in all");

	private final Map<Integer, Rounds<Cost>> measured = new TreeMap<>();

	void add(String round, LinearResult result) {
		result.costs()
			.forEach((cost) -> this.measured.computeIfAbsent(cost.rows(), (key) -> new Rounds<>())
				.add(round, result.variant(), cost));
	}

	/**
	 * Return what a variant holds in the live heap before the commit beyond the plain
	 * application, in bytes a row.
	 */
	Figure heldPerRow(int rows, Variant variant) {
		return beyondPlain(this.measured.getOrDefault(rows, new Rounds<>()), variant, Cost::heldPerRow);
	}

	String toMarkdown() {
		Table table = new Table(HEADER);
		for (Variant variant : Variant.values()) {
			this.measured.forEach((rows, rounds) -> {
				if (rounds.has(variant)) {
					table.row((variant != Variant.PLAIN) ? compared(rows, rounds, variant) : plain(rows, rounds));
				}
			});
		}
		return table.toString();
	}

	private static List<String> plain(int rows, Rounds<Cost> rounds) {
		return List.of(Variant.PLAIN.label(), number("%,.0f", rows), number("%.2f µs", median(rounds, Cost::time)),
				number("%,.0f B", median(rounds, Cost::bytes)), number("%,.0f B", median(rounds, Cost::heldPerRow)),
				number("%,.2f MB", median(rounds, Cost::held) / 1e6));
	}

	private static List<String> compared(int rows, Rounds<Cost> rounds, Variant variant) {
		return List.of(variant.label(), number("%,.0f", rows),
				rounds.of(variant, (plain, cost) -> cost.ratioTo(plain)).asRatio(),
				number("%+,.0f B", beyondPlain(rounds, variant, Cost::bytes).median()),
				number("%+,.0f B", beyondPlain(rounds, variant, Cost::heldPerRow).median()),
				number("%+,.2f MB", beyondPlain(rounds, variant, Cost::held).median() / 1e6));
	}

	private static double median(Rounds<Cost> rounds, ToDoubleFunction<Cost> value) {
		return rounds.of(Variant.PLAIN, (plain, cost) -> value.applyAsDouble(plain)).median();
	}

	private static Figure beyondPlain(Rounds<Cost> rounds, Variant variant, ToDoubleFunction<Cost> value) {
		return rounds.of(variant, (plain, cost) -> value.applyAsDouble(cost) - value.applyAsDouble(plain));
	}

	private static String number(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}

}
