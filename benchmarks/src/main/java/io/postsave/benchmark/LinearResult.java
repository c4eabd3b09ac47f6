package io.postsave.benchmark;

import java.util.List;

/**
 * What a row costs one variant in transactions of several sizes.
 *
 * @param variant the variant
 * @param costs the costs by size
 */
record LinearResult(Variant variant, List<Cost> costs) {

	/**
	 * What a transaction costs.
	 *
	 * @param rows how many rows it creates
	 * @param times the time of a row in each turn, in microseconds
	 * @param bytes the bytes allocated for a row
	 * @param held what the transaction has added to the live heap just before its commit,
	 * in bytes
	 */
	record Cost(int rows, List<Double> times, double bytes, double held) implements Timed {

		double heldPerRow() {
			return this.held / this.rows;
		}

	}

}
