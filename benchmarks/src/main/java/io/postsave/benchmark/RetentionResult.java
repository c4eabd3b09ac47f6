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
	 * Return the bytes that were added to the heap for each save: by how much the least
	 * that it held has grown from the first half of the measurements to the second. The
	 * database keeps now more, now less.
	 */
	double retainedPerSave() {
		int half = this.points.size() / 2;
		long grown = leastHeap(this.points.subList(half, this.points.size())) - leastHeap(this.points.subList(0, half));
		return (double) grown / (this.points.get(half).saves() - this.points.get(0).saves());
	}

	private static long leastHeap(List<Point> points) {
		return points.stream().mapToLong(Point::heap).min().orElseThrow();
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
