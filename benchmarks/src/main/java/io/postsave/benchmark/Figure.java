package io.postsave.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * The median of what was measured several times, and how far apart it was.
 *
 * @param median the median
 * @param least the least
 * @param most the most
 */
record Figure(double median, double least, double most) {

	static Figure of(List<Double> values) {
		return of(values, 0);
	}

	/**
	 * Return a figure of values, with the spread of those that are left when as many of
	 * the least as of the most are left out.
	 */
	static Figure of(List<Double> values, int leftOut) {
		List<Double> sorted = values.stream().sorted().toList();
		int size = sorted.size();
		return new Figure((sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2, sorted.get(leftOut),
				sorted.get(size - 1 - leftOut));
	}

	/**
	 * Return the figure as what a time is multiplied by, with the spread if there is one.
	 */
	String asRatio() {
		return String.format(Locale.ROOT, (this.least < this.most) ? "**%.2f** (%.2f to %.2f)" : "**%.2f**",
				this.median, this.least, this.most);
	}

}
