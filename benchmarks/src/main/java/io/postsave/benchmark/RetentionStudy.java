package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Is memory kept by an application that saves again and again?
 */
final class RetentionStudy {

	private static final Options OPTIONS = Options.of("saves=10000000",
			Options.variants(Variant.TYPED, Variant.AFTER_COMMIT), "every=1000000", "truncate=100000");

	/** What is softly reachable is no more kept than garbage is. */
	private static final Trial<RetentionResult> TRIAL = new Trial<>(RetentionTrial.class, RetentionResult.class,
			List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:SoftRefLRUPolicyMSPerMB=0"));

	private RetentionStudy() {
	}

	static String measure(List<String> given, Path directory) throws IOException {
		Options options = OPTIONS.with(given);
		List<RetentionResult> results = new ArrayList<>();
		for (Variant variant : options.variants()) {
			results.add(TRIAL.run(directory.resolve(variant + ".json"), variant.name(), options.text("saves"),
					options.text("every"), options.text("truncate")));
		}
		return toMarkdown(results);
	}

	static String toMarkdown(List<RetentionResult> results) {
		List<String> header = new ArrayList<>(List.of("saves"));
		results.forEach((result) -> header.add(result.variant().label()));
		Table table = new Table(header);
		for (int i = 0; i < results.get(0).points().size(); i++) {
			int row = i;
			List<String> cells = new ArrayList<>();
			cells.add(String.format(Locale.ROOT, "%,d", results.get(0).points().get(row).saves()));
			results.forEach((result) -> cells
				.add(String.format(Locale.ROOT, "%.2f MB", result.points().get(row).heap() / 1e6)));
			table.row(cells);
		}
		List<String> kept = new ArrayList<>(List.of("kept of each save"));
		results.forEach((result) -> kept.add(String.format(Locale.ROOT, "**%.3f B**", result.retainedPerSave())));
		table.row(kept);
		return table.toString();
	}

}
