package io.postsave.benchmark;

import java.util.Arrays;
import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the benchmarks, far too briefly to measure anything.
 */
class BenchmarksTests {

	@Test
	void everyVariantRuns() throws RunnerException {
		assertThat(run("SingleSaves.create", Variant.values())).hasSameSizeAs(Variant.values())
			.allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive());
	}

	@Test
	void everyBenchmarkRuns() throws RunnerException {
		assertThat(run("Saves", Variant.TYPED)).hasSize(4)
			.allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive());
	}

	private static Collection<RunResult> run(String benchmark, Variant... variants) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark)
			.param("variant", Arrays.stream(variants).map(Variant::name).toArray(String[]::new))
			.param("rows", "1000")
			.operationsPerInvocation(1000)
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(1))
			.shouldFailOnError(true);
		return new Runner(options.build()).run();
	}

}
