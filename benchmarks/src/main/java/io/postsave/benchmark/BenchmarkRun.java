package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the benchmarks in rounds. A round measures every variant once, in groups that take
 * turns with the plain application, so that what changes in the machine meanwhile meets
 * all of a group alike.
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
	 * @throws IllegalStateException if a benchmark fails
	 */
	public static void main(String[] args) throws IOException {
		List<String> given = Arrays.asList(args).subList(1, args.length);
		switch (args[0]) {
			case "quick" -> run(RunPlan.quick(given));
			case "full" -> run(RunPlan.full(given));
			case "plot" -> new PerformancePage(RESULTS, Path.of("..", "docs")).write();
			default -> System.out.println(Study.of(args[0]).run(given, RESULTS));
		}
	}

	private static void run(List<RunPlan> plans) throws IOException {
		Files.createDirectories(RESULTS);
		for (int round = 1; round <= plans.get(0).rounds(); round++) {
			for (RunPlan plan : plans) {
				for (String benchmark : plan.benchmarks()) {
					run(plan, benchmark, plan.database() + "-" + benchmark + "-" + round);
				}
			}
		}
		System.out.println(Figures.read(RESULTS).toMarkdown());
	}

	private static void run(RunPlan plan, String benchmark, String name) throws IOException {
		List<List<Variant>> groups = plan.groups(benchmark);
		for (int i = 0; i < groups.size(); i++) {
			Path result = RESULTS.resolve(name + "-" + (i + 1) + ".json");
			plan.length(benchmark).run(plan.database(), benchmark, groups.get(i), 1, result);
		}
	}

}
