package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks in rounds. A round measures every variant once, each in a JVM of
 * its own, so that what changes in the machine meanwhile meets all variants alike and
 * ratios are taken within the round.
 */
public final class BenchmarkRun {

	private static final Path RESULTS = Path.of("target", "benchmarks");

	private BenchmarkRun() {
	}

	/**
	 * Runs the benchmarks.
	 * @param args {@code quick} or {@code full}, and settings of {@link RunPlan} as
	 * {@code name=value}; or {@code plot} to make the plot and the tables of the results
	 * that are there
	 * @throws IOException if results cannot be written
	 * @throws RunnerException if a benchmark fails
	 */
	public static void main(String[] args) throws IOException, RunnerException {
		switch (args[0]) {
			case "quick" -> run(plan(RunPlan.quick(), args));
			case "full" -> run(plan(RunPlan.full(), args));
			case "plot" -> PlotWriter.write(RESULTS, Path.of("..", "docs"));
			default -> throw new IllegalArgumentException("'" + args[0] + "' is none of quick, full, plot");
		}
	}

	private static RunPlan plan(RunPlan plan, String[] args) {
		RunPlan changed = plan;
		for (int i = 1; i < args.length; i++) {
			String[] setting = args[i].split("=", 2);
			changed = changed.with(setting[0], setting[1]);
		}
		return changed;
	}

	private static void run(RunPlan plan) throws IOException, RunnerException {
		Files.createDirectories(RESULTS);
		for (int round = 1; round <= plan.rounds(); round++) {
			for (Database database : plan.databases()) {
				for (String benchmark : plan.benchmarks()) {
					Path result = RESULTS.resolve(database + "-" + benchmark + "-" + round + ".json");
					run(plan, database, benchmark, result);
				}
			}
		}
		System.out.println(Figures.read(RESULTS).toMarkdown());
	}

	private static void run(RunPlan plan, Database database, String benchmark, Path result) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark)
			.param("database", database.name())
			.param("variant", variants(plan, benchmark))
			.forks(1)
			.warmupIterations(plan.warmups())
			.warmupTime(TimeValue.seconds(plan.seconds()))
			.measurementIterations(plan.iterations())
			.measurementTime(TimeValue.seconds(plan.seconds()))
			.jvmArgs("-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+UseSerialGC")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.resultFormat(ResultFormatType.JSON)
			.result(result.toString());
		new Runner(options.build()).run();
	}

	/**
	 * Modulith's registry is left out of the batches: it writes and updates a row of its
	 * own for each, one by one, so that a batch takes minutes.
	 */
	private static String[] variants(RunPlan plan, String benchmark) {
		return plan.variants()
			.stream()
			.filter((variant) -> variant != Variant.MODULITH || benchmark.startsWith("Single"))
			.map(Variant::name)
			.toArray(String[]::new);
	}

}
