package io.postsave.benchmark;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link SideBySide}, far too brief to measure anything.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SideBySideTests {

	@Test
	void variantsAreMeasuredByAsManyThreads() throws Exception {
		List<RunResult> results = measure("SingleSaves.create", "variant=PLAIN,TYPED", "-t", "2");
		assertThat(results).hasSize(2)
			.allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive())
			.allSatisfy((result) -> assertThat(result.getParams().getThreads()).isEqualTo(2))
			.extracting((result) -> result.getParams().getParam("variant"))
			.containsExactlyInAnyOrder("PLAIN", "TYPED");
	}

	@Test
	void failureEndsTheTurnsOfAll() {
		assertThatIllegalStateException().isThrownBy(() -> measure("SingleSaves.create", "variant=PLAIN,MISSING"))
			.withCauseInstanceOf(RunnerException.class);
	}

	private static List<RunResult> measure(String benchmark, String variants, String... more) throws Exception {
		List<String> options = new ArrayList<>(
				List.of(benchmark, "-p", variants, "-f", "1", "-wi", "0", "-i", "1", "-r", "1ms"));
		options.addAll(List.of(more));
		return SideBySide.measure(new CommandLineOptions(options.toArray(String[]::new)));
	}

}
