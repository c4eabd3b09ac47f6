package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.openjdk.jmh.runner.RunnerException;

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
	 * {@code name=value}; or the command of a {@link Study} and its settings; or
	 * {@code plot} to make the plot and the tables of the results that are there
	 * @throws IOException if results cannot be written
	 * @throws RunnerException if a benchmark fails
	 */
	public static void main(String[] args) throws IOException, RunnerException {
		List<String> given = Arrays.asList(args).subList(1, args.length);
		switch (args[0]) {
			case "quick" -> run(RunPlan.quick(given));
			case "full" -> run(RunPlan.full(given));
			case "plot" -> new PerformancePage(RESULTS, Path.of("..", "docs")).write();
			default -> System.out.println(Study.of(args[0]).run(given, RESULTS));
		}
	}

	private static void run(List<RunPlan> plans) throws IOException, RunnerException {
		Files.createDirectories(RESULTS);
		for (int round = 1; round <= plans.get(0).rounds(); round++) {
			for (RunPlan plan : plans) {
				for (String benchmark : plan.benchmarks()) {
					Path result = RESULTS.resolve(plan.database() + "-" + benchmark + "-" + round + ".json");
					plan.length(benchmark).run(plan.database(), benchmark, plan.variants(benchmark), 1, result);
				}
			}
		}
		System.out.println(Figures.read(RESULTS).toMarkdown());
	}

}
