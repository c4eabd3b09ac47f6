package io.postsave.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

/**
 * Tests of {@link LinearTrial}, {@link LinearStudy} and {@link LinearFigures}, with sizes
 * that are far too small to measure times.
 */
class LinearTrialTests {

	private static final int ROWS = 10_000;

	@Test
	void heapHoldsWhatIsToldAfterTheCommitOnly() {
		LinearFigures figures = new LinearFigures();
		List.of(Variant.PLAIN, Variant.TYPED, Variant.AFTER_COMMIT)
			.forEach((variant) -> figures.add("1", run(variant)));
		assertThat(figures.heldPerRow(ROWS, Variant.TYPED).median()).isBetween(-40.0, 40.0);
		assertThat(figures.heldPerRow(ROWS, Variant.AFTER_COMMIT).median()).isBetween(60.0, 500.0);
		assertThat(figures.toMarkdown()).contains("| plain | 1,000 |")
			.contains("| plain | 10,000 |")
			.contains("| post-save, typed listener | 10,000 | **")
			.contains("| post-save, listener after the commit | 10,000 | **");
	}

	private static LinearResult run(Variant variant) {
		LinearResult result = new LinearTrial(variant, List.of(1000, ROWS), 2000, 1, 1).run();
		assertThat(result.costs()).extracting(LinearResult.Cost::rows).containsExactly(1000, ROWS);
		assertThat(result.costs()).allSatisfy((cost) -> {
			assertThat(cost.times()).singleElement(DOUBLE).isPositive();
			assertThat(cost.bytes()).isGreaterThan(1000);
		});
		return result;
	}

	@Test
	void variantsTakeTurns(@TempDir Path directory) throws IOException {
		String table = LinearStudy.measure(
				List.of("variants=PLAIN,TYPED", "sizes=1000", "rounds=1", "warmups=1", "samples=2", "least=1000"),
				directory);
		assertThat(table).contains("| plain | 1,000 |").contains("| post-save, typed listener | 1,000 | **");
		assertThat(read(directory, Variant.PLAIN).costs().get(0).times()).hasSize(2);
		assertThat(read(directory, Variant.TYPED).costs().get(0).times()).hasSize(2);
	}

	private static LinearResult read(Path directory, Variant variant) throws IOException {
		String json = Files.readString(directory.resolve(variant + "-1.json"));
		return JsonMapper.shared().readValue(json, LinearResult.class);
	}

	@Test
	void figuresAreTakenAgainstThePlainApplicationOfTheRound() {
		LinearFigures figures = new LinearFigures();
		add(figures, "1", Variant.PLAIN, List.of(2.0, 6.0, 2.5), 100, 3000);
		add(figures, "1", Variant.TYPED, List.of(3.0, 9.0, 2.5), 150, 3100);
		add(figures, "2", Variant.PLAIN, List.of(4.0, 5.0, 4.0), 100, 3000);
		add(figures, "2", Variant.TYPED, List.of(5.0, 5.0, 6.0), 170, 3200);
		assertThat(figures.toMarkdown()).endsWith("""
				| plain | 1,000 | 3.00 µs | 100 B | 3,000 B | 3.00 MB |
				| post-save, typed listener | 1,000 | **1.38** (1.25 to 1.50) | +60 B | +150 B | +0.15 MB |
				""");
	}

	private static void add(LinearFigures figures, String round, Variant variant, List<Double> times, double bytes,
			double held) {
		LinearResult result = new LinearResult(variant,
				List.of(new LinearResult.Cost(1000, times, bytes, 1000 * held)));
		String json = JsonMapper.shared().writeValueAsString(result);
		figures.add(round, JsonMapper.shared().readValue(json, LinearResult.class));
	}

}
