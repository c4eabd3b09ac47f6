package io.postsave.benchmark;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be measured on a database, and for how long.
 *
 * @param database the database
 * @param variants the variants, {@link Variant#PLAIN} among them
 * @param benchmarks the benchmarks, by class and method
 * @param rounds how often all is measured, each time in a JVM of its own
 * @param length how long each of them measures
 */
record RunPlan(Database database, List<Variant> variants, List<String> benchmarks, int rounds, JmhRun length) {

	private static final String CREATES = "benchmarks=BatchSaves.create,SingleSaves.create";

	private static final Options QUICK = Options.of("databases=H2",
			Options.variants(Variant.PLAIN, Variant.HAND_WRITTEN, Variant.NOBODY, Variant.TYPED, Variant.AFTER_COMMIT),
			CREATES, "rounds=1", "warmups=3", "iterations=3", "seconds=2");

	private static final Options FULL = Options.of("databases=H2,POSTGRESQL", Options.variants(Variant.values()),
			CREATES + ",BatchSaves.update,SingleSaves.update", "rounds=3", "warmups=4", "iterations=5", "seconds=1");

	/** What is common, as a commit that waits for the disk hides the rest. */
	private static final List<String> FULL_ON_POSTGRESQL = List.of(
			Options.variants(Variant.PLAIN, Variant.HAND_WRITTEN, Variant.HAND_WRITTEN_TRANSACTIONAL,
					Variant.DOMAIN_EVENTS, Variant.ENVERS, Variant.NOBODY, Variant.TYPED, Variant.AFTER_COMMIT),
			CREATES);

	/**
	 * A few variants on H2, or on the databases that are given.
	 */
	static List<RunPlan> quick(List<String> given) {
		Options options = QUICK.with(given);
		return databases(options).map((database) -> of(database, options)).toList();
	}

	/**
	 * All variants on H2, and the more common ones on PostgreSQL, unless others are
	 * given.
	 */
	static List<RunPlan> full(List<String> given) {
		return databases(FULL.with(given))
			.map((database) -> of(database,
					((database == Database.H2) ? FULL : FULL.with(FULL_ON_POSTGRESQL)).with(given)))
			.toList();
	}

	private static Stream<Database> databases(Options options) {
		return options.list("databases").stream().map(Database::valueOf);
	}

	private static RunPlan of(Database database, Options options) {
		return new RunPlan(database, options.variants(), options.list("benchmarks"), options.number("rounds"),
				JmhRun.of(options));
	}

	/**
	 * Return the variants that a benchmark measures. Modulith's registry is left out of
	 * the batches: it writes and updates a row of its own for each, one by one, so that a
	 * batch takes minutes.
	 */
	List<Variant> variants(String benchmark) {
		return this.variants.stream()
			.filter((variant) -> variant != Variant.MODULITH || benchmark.startsWith("Single"))
			.toList();
	}

}
