package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured, each variant against the plain application of the same round.
 */
final class Figures {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private final Map<Load, Map<Variant, Measured>> measured = new TreeMap<>();

	/**
	 * Reads the results of all rounds.
	 */
	static Figures read(Path directory) throws IOException {
		Map<Load, List<Map<Variant, Sample>>> rounds = new TreeMap<>();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".json")).sorted().toList()) {
				readRound(file)
					.forEach((load, round) -> rounds.computeIfAbsent(load, (key) -> new ArrayList<>()).add(round));
			}
		}
		Figures figures = new Figures();
		rounds.forEach((load, samples) -> figures.measured.put(load, compare(samples)));
		return figures;
	}

	private static Map<Load, Map<Variant, Sample>> readRound(Path file) throws IOException {
		Map<Load, Map<Variant, Sample>> round = new TreeMap<>();
		for (JsonNode result : JsonMapper.shared().readTree(Files.readString(file))) {
			JsonNode params = result.get("params");
			Load load = new Load(Database.valueOf(params.get("database").asString()), name(result));
			round.computeIfAbsent(load, (key) -> new EnumMap<>(Variant.class))
				.put(Variant.valueOf(params.get("variant").asString()), Sample.of(result));
		}
		return round;
	}

	private static String name(JsonNode result) {
		String name = result.get("benchmark").asString();
		return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
	}

	private static Map<Variant, Measured> compare(List<Map<Variant, Sample>> rounds) {
		Map<Variant, Measured> compared = new EnumMap<>(Variant.class);
		for (Variant variant : Variant.values()) {
			List<Double> ratios = compare(rounds, variant, (plain, sample) -> sample.time() / plain.time());
			List<Double> bytes = compare(rounds, variant, (plain, sample) -> sample.bytes() - plain.bytes());
			List<Double> times = compare(rounds, variant, (plain, sample) -> sample.time());
			if (!ratios.isEmpty()) {
				compared.put(variant, new Measured(Figure.of(ratios), Figure.of(bytes), Figure.of(times)));
			}
		}
		return compared;
	}

	private static List<Double> compare(List<Map<Variant, Sample>> rounds, Variant variant, Comparison comparison) {
		List<Double> values = new ArrayList<>();
		for (Map<Variant, Sample> round : rounds) {
			Sample plain = round.get(Variant.PLAIN);
			Sample sample = round.get(variant);
			if (plain != null && sample != null) {
				values.add(comparison.compare(plain, sample));
			}
		}
		return values;
	}

	@Nullable Measured of(Load load, Variant variant) {
		return this.measured.getOrDefault(load, Map.of()).get(variant);
	}

	/**
	 * Return the tables, one for each database.
	 */
	String toMarkdown() {
		StringBuilder markdown = new StringBuilder();
		for (Database database : Database.values()) {
			List<Load> loads = this.measured.keySet().stream().filter((load) -> load.database() == database).toList();
			if (!loads.isEmpty()) {
				markdown.append(toMarkdown(database, loads)).append('\n');
			}
		}
		return markdown.toString();
	}

	private String toMarkdown(Database database, List<Load> loads) {
		StringBuilder table = new StringBuilder("**" + database.label() + "**\n\n| |");
		loads.forEach((load) -> table.append(' ').append(load.label()).append(" |"));
		table.append("\n|---|").append("---|".repeat(loads.size())).append('\n');
		for (Variant variant : Variant.values()) {
			if (loads.stream().anyMatch((load) -> of(load, variant) != null)) {
				table.append("| ").append(variant.label()).append(" |");
				loads.forEach((load) -> table.append(' ').append(cell(of(load, variant), variant)).append(" |"));
				table.append('\n');
			}
		}
		return table.toString();
	}

	private static String cell(@Nullable Measured measured, Variant variant) {
		if (measured == null) {
			return "";
		}
		if (variant == Variant.PLAIN) {
			return String.format(Locale.ROOT, "%.1f µs", measured.time().median());
		}
		return String.format(Locale.ROOT, "**%.2f** (%.2f to %.2f), %.0f B", measured.ratio().median(),
				measured.ratio().least(), measured.ratio().most(), measured.bytes().median());
	}

	/**
	 * What was done to which database.
	 *
	 * @param database the database
	 * @param benchmark the benchmark, by class and method
	 */
	record Load(Database database, String benchmark) implements Comparable<Load> {

		private static final Map<String, String> LABELS = new LinkedHashMap<>();
		static {
			LABELS.put("BatchSaves.create", "batch, create");
			LABELS.put("SingleSaves.create", "single, create");
			LABELS.put("BatchSaves.update", "batch, update");
			LABELS.put("SingleSaves.update", "single, update");
		}

		String label() {
			return LABELS.getOrDefault(this.benchmark, this.benchmark);
		}

		private int position() {
			return List.copyOf(LABELS.keySet()).indexOf(this.benchmark);
		}

		@Override
		public int compareTo(Load other) {
			int byDatabase = this.database.compareTo(other.database);
			return (byDatabase != 0) ? byDatabase : Integer.compare(position(), other.position());
		}

	}

	/**
	 * What a variant costs.
	 *
	 * @param ratio its time to that of the plain application
	 * @param bytes what it allocates for a save beyond the plain application
	 * @param time the time of a save, in microseconds
	 */
	record Measured(Figure ratio, Figure bytes, Figure time) {

	}

	/**
	 * What one JVM measured.
	 */
	private record Sample(double time, double bytes) {

		static Sample of(JsonNode result) {
			return new Sample(median(result.get("primaryMetric")),
					median(result.get("secondaryMetrics").get(ALLOCATED)));
		}

		private static double median(JsonNode metric) {
			List<Double> values = new ArrayList<>();
			metric.get("rawData").forEach((fork) -> fork.forEach((value) -> values.add(value.asDouble())));
			return Figure.median(values);
		}

	}

	/**
	 * Sets a variant against the plain application.
	 */
	private interface Comparison {

		double compare(Sample plain, Sample sample);

	}

}
