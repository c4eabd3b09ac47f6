package io.postsave.benchmark;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured, and for how long.
 *
 * @param databases the databases
 * @param variants the variants, {@link Variant#PLAIN} among them
 * @param benchmarks the benchmarks, by class and method
 * @param rounds how often all is measured, each time in a JVM of its own
 * @param warmups how many iterations are not measured
 * @param iterations how many are
 * @param seconds how long an iteration lasts
 */
record RunPlan(Set<Database> databases, Set<Variant> variants, List<String> benchmarks, int rounds, int warmups,
		int iterations, int seconds) {

	private static final List<String> CREATES = List.of("BatchSaves.create", "SingleSaves.create");

	private static final List<String> ALL = List.of("BatchSaves.create", "SingleSaves.create", "BatchSaves.update",
			"SingleSaves.update");

	static RunPlan quick() {
		return new RunPlan(EnumSet.of(Database.H2),
				EnumSet.of(Variant.PLAIN, Variant.HAND_WRITTEN, Variant.NOBODY, Variant.TYPED, Variant.AFTER_COMMIT),
				CREATES, 1, 3, 3, 2);
	}

	static RunPlan full() {
		return new RunPlan(EnumSet.allOf(Database.class), EnumSet.allOf(Variant.class), ALL, 3, 4, 5, 2);
	}

	/**
	 * Replaces a setting by what was given on the command line.
	 */
	RunPlan with(String name, String value) {
		String[] values = value.split(",");
		return switch (name) {
			case "databases" -> new RunPlan(EnumSet.copyOf(Arrays.stream(values).map(Database::valueOf).toList()),
					this.variants, this.benchmarks, this.rounds, this.warmups, this.iterations, this.seconds);
			case "variants" ->
				new RunPlan(this.databases, EnumSet.copyOf(Arrays.stream(values).map(Variant::valueOf).toList()),
						this.benchmarks, this.rounds, this.warmups, this.iterations, this.seconds);
			case "benchmarks" -> new RunPlan(this.databases, this.variants, List.of(values), this.rounds, this.warmups,
					this.iterations, this.seconds);
			case "rounds" -> new RunPlan(this.databases, this.variants, this.benchmarks, Integer.parseInt(value),
					this.warmups, this.iterations, this.seconds);
			case "seconds" -> new RunPlan(this.databases, this.variants, this.benchmarks, this.rounds, this.warmups,
					this.iterations, Integer.parseInt(value));
			default -> throw new IllegalArgumentException(
					"'" + name + "' is none of databases, variants, benchmarks, rounds, seconds");
		};
	}

}
