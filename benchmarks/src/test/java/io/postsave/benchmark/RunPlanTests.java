package io.postsave.benchmark;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link RunPlan}.
 */
class RunPlanTests {

	@Test
	void fullRunMeasuresCreatesOfAllOnH2() {
		RunPlan plan = RunPlan.full(List.of()).get(0);
		assertThat(plan.database()).isEqualTo(Database.H2);
		assertThat(plan.variants()).containsExactlyInAnyOrder(Variant.values());
		assertThat(plan.benchmarks()).containsExactly("BatchSaves.create", "SingleSaves.create");
	}

	@Test
	void fullRunMeasuresCreatesOfSomeVariantsOnPostgresql() {
		RunPlan plan = RunPlan.full(List.of()).get(2);
		assertThat(plan.database()).isEqualTo(Database.POSTGRESQL);
		assertThat(plan.variants()).hasSize(6).contains(Variant.PLAIN).doesNotContain(Variant.TEN);
		assertThat(plan.benchmarks()).containsExactly("BatchSaves.create", "SingleSaves.create");
	}

	@Test
	void fullRunMeasuresUpdatesOfSomeVariantsOnBothDatabases() {
		List<RunPlan> plans = RunPlan.full(List.of());
		assertThat(plans).hasSize(4);
		assertThat(List.of(plans.get(1), plans.get(3))).allSatisfy((plan) -> {
			assertThat(plan.variants()).hasSize(6).contains(Variant.PLAIN).doesNotContain(Variant.TEN);
			assertThat(plan.benchmarks()).containsExactly("BatchSaves.update", "SingleSaves.update");
		}).extracting(RunPlan::database).containsExactly(Database.H2, Database.POSTGRESQL);
	}

	@Test
	void settingsAreReplacedByThoseOfTheCommandLine() {
		assertThat(RunPlan
			.full(List.of("databases=POSTGRESQL", "variants=PLAIN,TEN", "benchmarks=SingleSaves.update", "rounds=7",
					"warmups=8", "iterations=9", "single-warmups=11", "single-iterations=12", "milliseconds=10")))
			.singleElement()
			.satisfies((plan) -> {
				assertThat(plan.database()).isEqualTo(Database.POSTGRESQL);
				assertThat(plan.variants()).containsExactly(Variant.PLAIN, Variant.TEN);
				assertThat(plan.benchmarks()).containsExactly("SingleSaves.update");
				assertThat(plan.rounds()).isEqualTo(7);
				assertThat(plan.length("BatchSaves.update").warmups()).isEqualTo(8);
				JmhRun length = plan.length("SingleSaves.update");
				assertThat(length.warmups()).isEqualTo(11);
				assertThat(length.iterations()).isEqualTo(12);
				assertThat(length.time()).hasToString("10 ms");
			});
	}

	@Test
	void benchmarksThatAreGivenAreMeasuredOnce() {
		assertThat(RunPlan.full(List.of("databases=H2", "benchmarks=SingleSaves.update"))).singleElement()
			.satisfies((plan) -> assertThat(plan.variants()).containsExactlyInAnyOrder(Variant.values()));
	}

	@Test
	void settingThatIsNoneIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RunPlan.quick(List.of("round=1")))
			.withMessage("'round=1' is none of databases=, variants=, benchmarks=, rounds=, warmups=, iterations=, "
					+ "single-warmups=, single-iterations=, milliseconds=");
	}

	@Test
	void settingWithoutValueIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RunPlan.quick(List.of("rounds")))
			.withMessageStartingWith("'rounds' is none of databases=");
	}

	@Test
	void batchesDoNotMeasureTheRegistryOfModulith() {
		RunPlan plan = RunPlan.full(List.of()).get(0);
		assertThat(plan.groups("BatchSaves.create"))
			.allSatisfy((group) -> assertThat(group).doesNotContain(Variant.MODULITH));
		assertThat(plan.groups("SingleSaves.create"))
			.anySatisfy((group) -> assertThat(group).contains(Variant.MODULITH));
	}

	@Test
	void groupsHaveWhatTheirVariantsAreComparedWith() {
		List<List<Variant>> groups = RunPlan.full(List.of()).get(0).groups("SingleSaves.create");
		assertThat(groups).allSatisfy((group) -> {
			assertThat(group).startsWith(Variant.PLAIN).hasSizeLessThanOrEqualTo(10);
			assertThat(group).containsAll(group.stream().map(Variant::base).toList());
		});
		assertThat(groups.stream().flatMap(List::stream).distinct()).containsExactlyInAnyOrder(Variant.values());
	}

}
