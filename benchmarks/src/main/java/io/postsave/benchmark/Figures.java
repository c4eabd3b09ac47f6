package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What was measured, each variant against the plain application of the same round.
 */
final class Figures {

	private final Map<Load, Rounds<Sample>> measured = new TreeMap<>();

	/**
	 * Reads the results of all rounds. Those of a group that took turns are in one file.
	 */
	static Figures read(Path directory) throws IOException {
		Figures figures = new Figures();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".json")).toList()) {
				Sample.read(file).forEach((sample) -> figures.add(file.toString(), sample));
			}
		}
		return figures;
	}

	private void add(String round, Sample sample) {
		this.measured.computeIfAbsent(new Load(sample.database(), sample.benchmark()), (key) -> new Rounds<>())
			.add(round, sample.variant(), sample);
	}

	boolean isEmpty() {
		return this.measured.isEmpty();
	}

	@Nullable Measured of(Load load, Variant variant) {
		return Measured.of(this.measured.get(load), variant);
	}

	/**
	 * Return the tables, one for each database.
	 */
	String toMarkdown() {
		StringBuilder markdown = new StringBuilder();
		for (Database database : Database.values()) {
			List<Load> loads = this.measured.keySet().stream().filter((load) -> load.database() == database).toList();
			if (!loads.isEmpty()) {
				markdown.append("**" + database.label() + "**\n\n").append(toMarkdown(loads)).append('\n');
			}
		}
		return markdown.toString();
	}

	private Table toMarkdown(List<Load> loads) {
		List<String> header = new ArrayList<>(List.of(""));
		loads.forEach((load) -> header.add(load.label()));
		Table table = new Table(header);
		for (Variant variant : Variant.values()) {
			if (loads.stream().anyMatch((load) -> of(load, variant) != null)) {
				List<String> row = new ArrayList<>(List.of(variant.label()));
				loads.forEach((load) -> row.add(cell(of(load, variant), variant)));
				table.row(row);
			}
		}
		return table;
	}

	private static String cell(@Nullable Measured measured, Variant variant) {
		if (measured == null) {
			return "";
		}
		return (variant != Variant.PLAIN) ? measured.compared()
				: String.format(Locale.ROOT, "%.1f µs", measured.time().median());
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

}
