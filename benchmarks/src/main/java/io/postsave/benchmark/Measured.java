package io.postsave.benchmark;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a variant costs.
 *
 * @param ratio its time to that of the plain application
 * @param bytes what it allocates for a save beyond the plain application
 * @param time the time of a save, in microseconds
 */
record Measured(Figure ratio, Figure bytes, Figure time) {

	/**
	 * Return what a variant costs, or {@code null} if it was not measured.
	 */
	static @Nullable Measured of(@Nullable Rounds<Sample> rounds, Variant variant) {
		if (rounds == null || !rounds.has(variant)) {
			return null;
		}
		return new Measured(rounds.of(variant, (plain, sample) -> sample.ratioTo(plain)),
				rounds.of(variant, (plain, sample) -> sample.bytes() - plain.bytes()),
				rounds.of(variant, (plain, sample) -> sample.time()));
	}

	/**
	 * Return the cell of a table that compares variants.
	 */
	String compared() {
		return String.format(Locale.ROOT, "%s, %.0f B", this.ratio.asRatio(), this.bytes.median());
	}

}
