package io.postsave.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How long an application took to start, in milliseconds.
 *
 * @param off with the starter off
 * @param on with the starter on
 */
record StartupPair(double off, double on) {

	double difference() {
		return this.on - this.off;
	}

	/**
	 * Return the table of pairs.
	 */
	static String toMarkdown(List<StartupPair> pairs) {
		Table table = new Table(
				List.of("pairs of JVMs: " + pairs.size(), "lower quartile", "median", "upper quartile"));
		table.row(row("`post-save.enabled=false`", "%,.0f ms", pairs, StartupPair::off));
		table.row(row("with post-save", "%,.0f ms", pairs, StartupPair::on));
		table.row(row("difference within a pair", "**%+,.0f ms**", pairs, StartupPair::difference));
		return table.toString();
	}

	private static List<String> row(String label, String format, List<StartupPair> pairs,
			ToDoubleFunction<StartupPair> value) {
		Quartiles quartiles = Quartiles.of(pairs.stream().map((pair) -> value.applyAsDouble(pair)).sorted().toList());
		return List.of(label, String.format(Locale.ROOT, format, quartiles.lower()),
				String.format(Locale.ROOT, format, quartiles.median()),
				String.format(Locale.ROOT, format, quartiles.upper()));
	}

}
