package io.postsave.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be measured on a database, and for how long.
 *
 * @param database the database
 * @param variants the variants
 * @param benchmarks the benchmarks, by class and method
 * @param rounds how often all is measured, each time in a JVM of its own
 * @param batchLength how long saves in batches are measured
 * @param singleLength how long single saves are measured
 */
record RunPlan(Database database, List<Variant> variants, List<String> benchmarks, int rounds, JmhRun batchLength,
		JmhRun singleLength) {

	private static final String CREATES = "benchmarks=BatchSaves.create,SingleSaves.create";

	private static final String UPDATES = "benchmarks=BatchSaves.update,SingleSaves.update";

	/** How many variants take turns with the plain application. */
	private static final int GROUP = 8;

	/** What the page compares most closely, and all others. */
	private static final Variant[] ALL = Stream
		.concat(Stream.of(Variant.PLAIN, Variant.HAND_WRITTEN, Variant.NOBODY, Variant.OTHERS, Variant.TYPED,
				Variant.KINDS, Variant.AFTER_COMMIT, Variant.HAND_WRITTEN_TEN, Variant.TEN),
				Stream.of(Variant.values()))
		.distinct()
		.toArray(Variant[]::new);

	private static final Options FULL = Options.of("databases=H2,POSTGRESQL", Options.variants(ALL), CREATES,
			"rounds=3", "warmups=50", "iterations=60", "single-warmups=120", "single-iterations=120",
			"milliseconds=100");

	private static final Options QUICK = FULL.with(List.of("databases=H2",
			Options.variants(Variant.PLAIN, Variant.HAND_WRITTEN, Variant.NOBODY, Variant.TYPED, Variant.AFTER_COMMIT),
			"rounds=1"));

	/**
	 * What is common, where all would take hours, or where the database hides the rest.
	 */
	private static final String COMMON = Options.variants(Variant.PLAIN, Variant.HAND_WRITTEN,
			Variant.HAND_WRITTEN_TRANSACTIONAL, Variant.NOBODY, Variant.TYPED, Variant.AFTER_COMMIT);

	/**
	 * A few variants on H2, or on the databases that are given.
	 */
	static List<RunPlan> quick(List<String> given) {
		Options options = QUICK.with(given);
		return databases(options).map((database) -> of(database, options)).toList();
	}

	/**
	 * Creates of all variants on H2 and of the common ones on PostgreSQL, and updates of
	 * the common ones on both, or whatever is given.
	 */
	static List<RunPlan> full(List<String> given) {
		List<RunPlan> plans = new ArrayList<>();
		for (Database database : databases(FULL.with(given)).toList()) {
			plans.add(of(database, ((database == Database.H2) ? FULL : FULL.with(List.of(COMMON))).with(given)));
			if (given.stream().noneMatch((setting) -> setting.startsWith("benchmarks="))) {
				plans.add(of(database, FULL.with(List.of(COMMON, UPDATES)).with(given)));
			}
		}
		return plans;
	}

	private static Stream<Database> databases(Options options) {
		return options.list("databases").stream().map(Database::valueOf);
	}

	private static RunPlan of(Database database, Options options) {
		return new RunPlan(database, options.variants(), options.list("benchmarks"), options.number("rounds"),
				JmhRun.of(options), JmhRun.of(options, "single-"));
	}

	/**
	 * Return how long a benchmark is measured: it takes longer until everything has been
	 * compiled where each save has a transaction of its own.
	 */
	JmhRun length(String benchmark) {
		return benchmark.startsWith("Single") ? this.singleLength : this.batchLength;
	}

	/**
	 * Return the variants that a benchmark measures, in groups that take turns: as many
	 * as a machine has memory for, and in each what the others are compared with.
	 * Modulith's registry is left out of the batches: it writes and updates a row of its
	 * own for each, one by one, so that a batch takes minutes.
	 */
	List<List<Variant>> groups(String benchmark) {
		List<Variant> compared = this.variants.stream()
			.filter((variant) -> variant != variant.base())
			.filter((variant) -> variant != Variant.MODULITH || benchmark.startsWith("Single"))
			.toList();
		List<List<Variant>> groups = new ArrayList<>();
		for (int start = 0; start < compared.size(); start += GROUP) {
			List<Variant> group = compared.subList(start, Math.min(start + GROUP, compared.size()));
			groups.add(group.stream().flatMap((variant) -> Stream.of(variant.base(), variant)).distinct().toList());
		}
		return groups;
	}

}
