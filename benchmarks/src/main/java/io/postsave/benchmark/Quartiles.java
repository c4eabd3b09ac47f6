package io.postsave.benchmark;

import java.util.List;

/**
 * The middle half of values.
 *
 * @param lower a quarter is below it
 * @param median half is below it
 * @param upper a quarter is above it
 */
record Quartiles(double lower, double median, double upper) {

	/**
	 * Return the quartiles of sorted values, interpolated between the nearest two.
	 */
	static Quartiles of(List<Double> sorted) {
		return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
	}

	private static double at(List<Double> sorted, double share) {
		double position = share * (sorted.size() - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.size() - 1);
		return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
	}

}
