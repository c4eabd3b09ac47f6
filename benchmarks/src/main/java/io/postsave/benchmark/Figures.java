package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The tables of what was measured, each variant against the one that tells nobody and
 * that it took turns with.
 */
public final class Figures {

	private final List<Comparison> comparisons = new ArrayList<>();

	private Figures() {
	}

	/**
	 * Prints the tables of results that are there.
	 * @param args the directory of JMH's results
	 * @throws IOException if they cannot be read
	 */
	public static void main(String[] args) throws IOException {
		System.out.println(read(Path.of(args[0])).toMarkdown());
	}

	/**
	 * Reads the results of all runs. What took turns is in one file.
	 */
	static Figures read(Path directory) throws IOException {
		Figures figures = new Figures();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
			for (Path file : files) {
				List<Trial> trials = Trial.read(file);
				trials.forEach((trial) -> trials.stream()
					.filter(trial::isComparedWith)
					.forEach((base) -> figures.comparisons.add(new Comparison(trial, base))));
			}
		}
		return figures;
	}

	/**
	 * Return a table for each benchmark, with a column for each load.
	 */
	String toMarkdown() {
		StringBuilder markdown = new StringBuilder();
		by(Trial::benchmark, this.comparisons).forEach((benchmark, compared) -> {
			Set<String> loads = by(Trial::load, compared).keySet();
			markdown.append(row(benchmark, loads.stream())).append("|---".repeat(loads.size() + 1)).append("|\n");
			by(Trial::variant, compared).forEach((variant, told) -> {
				Map<String, List<Comparison>> same = by(Trial::load, told);
				markdown.append(row(variant.label(), loads.stream().map((load) -> cell(variant, same.get(load)))));
			});
			markdown.append('\n');
		});
		return markdown.toString();
	}

	private static <K extends Comparable<K>> Map<K, List<Comparison>> by(Function<Trial, K> property,
			List<Comparison> comparisons) {
		return comparisons.stream()
			.collect(Collectors.groupingBy((comparison) -> property.apply(comparison.trial()), TreeMap::new,
					Collectors.toList()));
	}

	private static String row(String label, Stream<String> cells) {
		return "| " + label + " | " + String.join(" | ", cells.toList()) + " |\n";
	}

	private static String cell(Variant variant, @Nullable List<Comparison> same) {
		if (same == null) {
			return "";
		}
		Trial first = same.get(0).trial();
		if (variant == Variant.PLAIN) {
			return first.live() ? number("%.3f B", same, (of) -> of.trial().bytes())
					: number("%,.1f ", same, (of) -> of.trial().time()) + first.unit();
		}
		return first.live() ? number("%+.3f B", same, Comparison::bytes)
				: ratio(same).asRatio() + number(", %.0f B", same, Comparison::bytes);
	}

	private static String number(String format, List<Comparison> same, Function<Comparison, Double> value) {
		return String.format(Locale.ROOT, format, Figure.of(same.stream().map(value).toList()).median());
	}

	/**
	 * Return the ratio with its spread over the JVMs, or over the middle half of the
	 * turns of the only one.
	 */
	private static Figure ratio(List<Comparison> same) {
		List<Double> turns = same.get(0).ratios();
		return (same.size() == 1) ? Figure.of(turns, turns.size() / 4)
				: Figure.of(same.stream().map((comparison) -> Figure.of(comparison.ratios()).median()).toList());
	}

	/**
	 * A trial next to the one that it is compared with.
	 *
	 * @param trial the trial
	 * @param base what it is compared with
	 */
	private record Comparison(Trial trial, Trial base) {

		/**
		 * Return the ratios of times, turn by turn.
		 */
		List<Double> ratios() {
			return IntStream.range(0, Math.min(this.trial.times().size(), this.base.times().size()))
				.mapToObj((turn) -> this.trial.times().get(turn) / this.base.times().get(turn))
				.toList();
		}

		double bytes() {
			return this.trial.bytes() - this.base.bytes();
		}

	}

}
