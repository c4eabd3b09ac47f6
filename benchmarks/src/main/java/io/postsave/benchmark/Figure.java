package io.postsave.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * The median of what several JVMs measured, and how far apart they were.
 *
 * @param median the median
 * @param least the least
 * @param most the most
 */
record Figure(double median, double least, double most) {

	static Figure of(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		return new Figure(median(sorted), sorted.get(0), sorted.get(sorted.size() - 1));
	}

	/**
	 * Return the figure as what a time is multiplied by, with the spread if several JVMs
	 * measured.
	 */
	String asRatio() {
		String ratio = String.format(Locale.ROOT, "**%.2f**", this.median);
		return (this.least < this.most) ? ratio + String.format(Locale.ROOT, " (%.2f to %.2f)", this.least, this.most)
				: ratio;
	}

	static double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}
