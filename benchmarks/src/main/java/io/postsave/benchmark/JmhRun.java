package io.postsave.benchmark;

import java.nio.file.Path;
import java.util.List;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Has JMH measure variants, one after the other.
 *
 * @param forks in how many JVMs of its own each is measured
 * @param warmups how many iterations are not measured
 * @param iterations how many are
 * @param time how long an iteration lasts
 */
record JmhRun(int forks, int warmups, int iterations, TimeValue time) {

	static JmhRun of(Options options) {
		return of(options, "");
	}

	/**
	 * Return the length by those of the settings whose names begin with a prefix.
	 */
	static JmhRun of(Options options, String prefix) {
		return new JmhRun(1, options.number(prefix + "warmups"), options.number(prefix + "iterations"),
				TimeValue.seconds(options.number("seconds")));
	}

	/**
	 * Measures variants and leaves JMH's results in a file.
	 */
	void run(Database database, String benchmark, List<Variant> variants, int threads, Path result)
			throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark)
			.param("database", database.name())
			.param("variant", variants.stream().map(Variant::name).toArray(String[]::new))
			.threads(threads)
			.forks(this.forks)
			.warmupIterations(this.warmups)
			.warmupTime(this.time)
			.measurementIterations(this.iterations)
			.measurementTime(this.time)
			.jvmArgs("-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+UseSerialGC")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.resultFormat(ResultFormatType.JSON)
			.result(result.toString());
		new Runner(options.build()).run();
	}

}
