package io.postsave.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long JMH measures. Variants are measured side by side, each in a JVM of its own,
 * whose iterations take turns.
 *
 * @param warmups how many iterations are not counted
 * @param iterations how many are
 * @param time how long an iteration lasts
 */
record JmhRun(int warmups, int iterations, TimeValue time) {

	static {
		// JMH allows one run at a time, unless it is told that they do not disturb each
		// other
		System.setProperty("jmh.ignoreLock", "true");
	}

	static JmhRun of(Options options) {
		return of(options, "");
	}

	/**
	 * Return the length by those of the settings whose names begin with a prefix.
	 */
	static JmhRun of(Options options, String prefix) {
		return new JmhRun(options.number(prefix + "warmups"), options.number(prefix + "iterations"),
				TimeValue.milliseconds(options.number("milliseconds")));
	}

	/**
	 * Measures variants and leaves JMH's results in a file.
	 */
	void run(Database database, String benchmark, List<Variant> variants, int threads, Path result) throws IOException {
		System.out.println(database + " " + benchmark + " " + variants + ", threads: " + threads);
		List<RunResult> results = SideBySide
			.measure(variants,
					(variant, turns) -> new Runner(options(database, benchmark, variant, threads, turns)).run())
			.stream()
			.flatMap(Collection::stream)
			.toList();
		try (PrintStream file = new PrintStream(result.toFile(), StandardCharsets.UTF_8)) {
			ResultFormatFactory.getInstance(ResultFormatType.JSON, file).writeOut(results);
		}
	}

	private org.openjdk.jmh.runner.options.Options options(Database database, String benchmark, Variant variant,
			int threads, String turns) {
		return new OptionsBuilder().include(benchmark)
			.param("database", database.name())
			.param("variant", variant.name())
			.threads(threads)
			.forks(1)
			.warmupIterations(this.warmups)
			.warmupTime(this.time)
			.measurementIterations(this.iterations)
			.measurementTime(this.time)
			.jvmArgs("-Xms1g", "-Xmx1g", "-Xmn512m", "-XX:+UseSerialGC", turns)
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build();
	}

}
