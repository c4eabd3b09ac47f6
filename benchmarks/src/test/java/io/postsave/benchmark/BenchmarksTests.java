package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the benchmarks, far too briefly to measure anything but memory.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchmarksTests {

	private final Path directory;

	BenchmarksTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@Test
	void everyVariantRuns() throws RunnerException {
		assertThat(run("SingleSaves.create", 1000, Variant.values())).hasSameSizeAs(Variant.values())
			.allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive());
	}

	@Test
	void everyBenchmarkRuns() throws RunnerException {
		assertThat(run("Saves", 1000, Variant.TYPED)).hasSize(4)
			.allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive());
	}

	@Test
	void heapHoldsWhatIsToldAfterTheCommitOnly() throws RunnerException, IOException {
		run("LiveHeap.beforeCommit", 10_000, Variant.PLAIN, Variant.TYPED, Variant.AFTER_COMMIT);
		List<Trial> trials = Trial.read(this.directory.resolve("results.json"));
		assertThat(trials).allSatisfy((trial) -> assertThat(trial.live()).isTrue());
		double plain = heldBy(Variant.PLAIN, trials);
		assertThat(heldBy(Variant.TYPED, trials) - plain).isBetween(-40.0, 40.0);
		assertThat(heldBy(Variant.AFTER_COMMIT, trials) - plain).isBetween(60.0, 500.0);
	}

	private static double heldBy(Variant variant, List<Trial> trials) {
		return trials.stream().filter((trial) -> trial.variant() == variant).findFirst().orElseThrow().bytes();
	}

	@Test
	void heapIsMeasuredWhileListenersAreTold() throws RunnerException, IOException {
		run("LiveHeap.afterTransactions", 1000, Variant.TYPED, Variant.AFTER_COMMIT);
		assertThat(Trial.read(this.directory.resolve("results.json"))).hasSize(2).allSatisfy((trial) -> {
			assertThat(trial.live()).isTrue();
			assertThat(trial.bytes()).isFinite();
		});
	}

	private Collection<RunResult> run(String benchmark, int rows, Variant... variants) throws RunnerException {
		return new Runner(new OptionsBuilder().include(benchmark)
			.param("variant", Arrays.stream(variants).map(Variant::name).toArray(String[]::new))
			.param("rows", "" + rows)
			.param("saves", "100")
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(benchmark.startsWith("LiveHeap") ? 2 : 1)
			.measurementBatchSize(1)
			.measurementTime(TimeValue.milliseconds(1))
			.shouldFailOnError(true)
			.resultFormat(ResultFormatType.JSON)
			.result(this.directory.resolve("results.json").toString())
			.build()).run();
	}

}
