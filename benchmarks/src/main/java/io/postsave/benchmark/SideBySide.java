package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH's command line, but for the parameter {@code variant}: variants are measured at the
 * same time, each by a runner of its own, whose iterations take turns with those of the
 * others.
 */
public final class SideBySide {

	private static final Path RESULTS = Path.of("target", "benchmarks");

	/** What is measured if nothing else is given. */
	private static final List<String> COMMON = List.of(Variant.PLAIN.name(), Variant.HAND_WRITTEN.name(),
			Variant.HAND_WRITTEN_TRANSACTIONAL.name(), Variant.NOBODY.name(), Variant.TYPED.name(),
			Variant.AFTER_COMMIT.name());

	private SideBySide() {
	}

	/**
	 * Measures, adds JMH's results to those that are there, and prints the tables of all.
	 * @param args JMH's options
	 * @throws Exception if they are none, or if a benchmark fails
	 */
	public static void main(String[] args) throws Exception {
		List<RunResult> results = measure(new CommandLineOptions(args));
		Path file = Files.createDirectories(RESULTS).resolve(Instant.now().getEpochSecond() + ".json");
		ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(results);
		System.out.println(Figures.read(RESULTS).toMarkdown());
	}

	/**
	 * Measures variants. When one of them fails, the turns of all end.
	 * @throws IllegalStateException if a benchmark fails, with the first failure as its
	 * cause
	 */
	static List<RunResult> measure(Options given) throws IOException, InterruptedException {
		List<String> variants = List.copyOf(given.getParameter("variant").orElse(COMMON));
		ExecutorService runners = Executors.newFixedThreadPool(variants.size());
		try (Turns turns = new Turns(variants.size())) {
			ExecutorCompletionService<List<RunResult>> running = new ExecutorCompletionService<>(runners);
			for (String variant : variants) {
				VerboseMode verbosity = variant.equals(variants.get(0)) ? VerboseMode.NORMAL : VerboseMode.SILENT;
				Runner runner = new Runner(options(given, variant, turns, verbosity));
				running.submit(() -> List.copyOf(runner.run()));
			}
			List<RunResult> results = new ArrayList<>();
			for (int i = 0; i < variants.size(); i++) {
				results.addAll(running.take().get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		finally {
			runners.shutdown();
		}
	}

	private static Options options(Options given, String variant, Turns turns, VerboseMode verbosity) {
		return new OptionsBuilder().parent(given)
			.param("variant", variant)
			.addProfiler(Turn.class, turns.port())
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.verbosity(verbosity)
			.build();
	}

}
