package io.postsave.benchmark;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LinearTrial} and {@link LinearFigures}, with sizes that are far too
 * small to measure times.
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
		LinearResult result = new LinearTrial(variant, List.of(1000, ROWS), 2000, 1).run();
		assertThat(result.costs()).extracting(LinearResult.Cost::rows).containsExactly(1000, ROWS);
		assertThat(result.costs()).allSatisfy((cost) -> {
			assertThat(cost.time()).isPositive();
			assertThat(cost.bytes()).isGreaterThan(1000);
		});
		return result;
	}

	@Test
	void figuresAreTakenAgainstThePlainApplicationOfTheRound() {
		LinearFigures figures = new LinearFigures();
		add(figures, "1", Variant.PLAIN, 2, 100, 3000);
		add(figures, "1", Variant.TYPED, 3, 150, 3100);
		add(figures, "2", Variant.PLAIN, 4, 100, 3000);
		add(figures, "2", Variant.TYPED, 5, 170, 3200);
		assertThat(figures.toMarkdown()).endsWith("""
				| plain | 1,000 | 3.00 µs | 100 B | 3,000 B | 3.00 MB |
				| post-save, typed listener | 1,000 | **1.38** (1.25 to 1.50) | +60 B | +150 B | +0.15 MB |
				""");
	}

	private static void add(LinearFigures figures, String round, Variant variant, double time, double bytes,
			double held) {
		LinearResult result = new LinearResult(variant, List.of(new LinearResult.Cost(1000, time, bytes, 1000 * held)));
		String json = JsonMapper.shared().writeValueAsString(result);
		figures.add(round, JsonMapper.shared().readValue(json, LinearResult.class));
	}

}
