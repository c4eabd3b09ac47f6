package io.postsave.benchmark;

import java.util.List;

import io.postsave.benchmark.RetentionResult.Point;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetentionTrial} and {@link RetentionStudy}.
 */
class RetentionTrialTests {

	@ParameterizedTest
	@EnumSource(names = { "TYPED", "AFTER_COMMIT" })
	void heapIsMeasuredWhileListenersAreTold(Variant variant) {
		RetentionResult result = new RetentionTrial(variant, 600, 200, 100).run();
		assertThat(result.calls()).isEqualTo(600);
		assertThat(result.points()).extracting(Point::saves).containsExactly(200, 400, 600);
		assertThat(result.points()).extracting(Point::heap).allSatisfy((heap) -> assertThat(heap).isPositive());
	}

	@Test
	void whatIsKeptNowAndThenIsNotKept() {
		RetentionResult result = new RetentionResult(Variant.TYPED, 1, List.of(new Point(1_000, 5_000),
				new Point(2_000, 9_000), new Point(3_000, 8_000), new Point(4_000, 5_000), new Point(5_000, 9_000)));
		assertThat(result.retainedPerSave()).isZero();
	}

	@Test
	void tableShowsTheHeapAndWhatIsKept() {
		assertThat(RetentionStudy.toMarkdown(List.of(
				new RetentionResult(Variant.TYPED, 1,
						List.of(new Point(1_000_000, 30_000_000), new Point(2_000_000, 30_500_000))),
				new RetentionResult(Variant.AFTER_COMMIT, 1,
						List.of(new Point(1_000_000, 31_000_000), new Point(2_000_000, 31_000_000))))))
			.endsWith("""
					| 1,000,000 | 30.00 MB | 31.00 MB |
					| 2,000,000 | 30.50 MB | 31.00 MB |
					| kept of each save | **0.500 B** | **0.000 B** |
					""");
	}

}
