package io.postsave.benchmark;

import java.util.List;

/**
 * What the heap of an application held while it saved.
 *
 * @param variant the variant
 * @param calls how often listeners were called
 * @param points what it held when
 */
record RetentionResult(Variant variant, long calls, List<Point> points) {

	/**
	 * Return the bytes that were added to the heap for each save since it was first
	 * measured, when the application was warm.
	 */
	double retainedPerSave() {
		Point first = this.points.get(0);
		Point last = this.points.get(this.points.size() - 1);
		return (double) (last.heap() - first.heap()) / (last.saves() - first.saves());
	}

	/**
	 * What the heap held.
	 *
	 * @param saves after so many saves
	 * @param heap the bytes in use after full collections
	 */
	record Point(int saves, long heap) {

	}

}
