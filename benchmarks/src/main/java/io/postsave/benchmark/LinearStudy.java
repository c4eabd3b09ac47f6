package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Is a transaction's cost of a row the same for a thousand rows and for a million?
 */
final class LinearStudy {

	private static final Options OPTIONS = Options.of("sizes=1000,10000,100000,1000000",
			Options.variants(Variant.PLAIN, Variant.TYPED, Variant.AFTER_COMMIT), "rounds=3", "warmups=10", "samples=7",
			"least=100000");

	private static final Trial<LinearResult> TRIAL = new Trial<>(LinearTrial.class, LinearResult.class,
			List.of("-Xms3g", "-Xmx3g", "-XX:+UseSerialGC"));

	private LinearStudy() {
	}

	static String measure(List<String> given, Path directory) throws IOException {
		Options options = OPTIONS.with(given);
		LinearFigures figures = new LinearFigures();
		for (int i = 1; i <= options.number("rounds"); i++) {
			String round = "" + i;
			SideBySide.measure(options.variants(), (variant, turns) -> {
				Path file = directory.resolve(variant + "-" + round + ".json");
				return TRIAL.with(turns).run(file, arguments(variant, options));
			}).forEach((result) -> figures.add(round, result));
		}
		return figures.toMarkdown();
	}

	private static String[] arguments(Variant variant, Options options) {
		List<String> arguments = new ArrayList<>(
				List.of(variant.name(), options.text("least"), options.text("warmups"), options.text("samples")));
		arguments.addAll(options.list("sizes"));
		return arguments.toArray(String[]::new);
	}

}
