package io.postsave.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What a save costs when several threads save at once, each variant against the plain
 * application with as many threads.
 */
final class ThreadsFigures {

	private final Map<Integer, Rounds<Sample>> measured = new TreeMap<>();

	void add(String round, int threads, Sample sample) {
		this.measured.computeIfAbsent(threads, (key) -> new Rounds<>()).add(round, sample.variant(), sample);
	}

	String toMarkdown() {
		List<String> header = new ArrayList<>(List.of(""));
		this.measured.keySet().forEach((threads) -> header.add((threads == 1) ? "1 thread" : threads + " threads"));
		Table table = new Table(header);
		for (Variant variant : Variant.values()) {
			if (this.measured.values().stream().anyMatch((rounds) -> rounds.has(variant))) {
				List<String> row = new ArrayList<>(List.of(variant.label()));
				this.measured
					.forEach((threads, rounds) -> row.add(cell(threads, Measured.of(rounds, variant), variant)));
				table.row(row);
			}
		}
		return table.toString();
	}

	private static String cell(int threads, @Nullable Measured measured, Variant variant) {
		if (measured == null) {
			return "";
		}
		return (variant != Variant.PLAIN) ? measured.compared()
				: String.format(Locale.ROOT, "%,.0f saves a second", threads * 1e6 / measured.time().median());
	}

}
