package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sample}.
 */
class SampleTests {

	@Test
	void hasTheTimesOfAllIterationsAndTheUsualAllocation(@TempDir Path directory) throws IOException {
		Path results = Files.writeString(directory.resolve("results.json"), """
				[ {
					"benchmark": "io.postsave.benchmark.SingleSaves.create",
					"params": { "database": "H2", "variant": "TYPED" },
					"primaryMetric": { "rawData": [ [ 7.5, 7.25, 21.0 ] ] },
					"secondaryMetrics": { "gc.alloc.rate.norm": { "rawData": [ [ 900.0, 500.0, 700.0 ] ] } }
				} ]
				""");
		assertThat(Sample.read(results)).containsExactly(
				new Sample(Database.H2, "SingleSaves.create", Variant.TYPED, List.of(7.5, 7.25, 21.0), 700));
	}

	@Test
	void timeIsThatOfTheFastestIteration() {
		assertThat(sample(7.5, 7.25, 21).time()).isEqualTo(7.25);
	}

	@Test
	void ratioIsTakenTurnByTurn() {
		assertThat(sample(12, 44, 22).ratioTo(sample(10, 40, 10))).isEqualTo(1.2);
	}

	private static Sample sample(double... times) {
		return new Sample(Database.H2, "SingleSaves.create", Variant.TYPED, Arrays.stream(times).boxed().toList(), 0);
	}

}
