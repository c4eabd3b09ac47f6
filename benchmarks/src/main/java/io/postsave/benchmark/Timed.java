package io.postsave.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one JVM has timed, turn by turn.
 */
interface Timed {

	/**
	 * Return the time of a save in each turn, in microseconds.
	 */
	List<Double> times();

	/**
	 * Return the time of a save in the fastest turn: whatever else runs on a machine can
	 * only make one slower.
	 */
	default double time() {
		return Collections.min(times());
	}

	/**
	 * Compares the times with those of another JVM, turn by turn.
	 * @return the median of the ratios
	 */
	default double ratioTo(Timed base) {
		List<Double> times = times();
		List<Double> others = base.times();
		return Figure.median(IntStream.range(0, Math.min(times.size(), others.size()))
			.mapToObj((turn) -> times.get(turn) / others.get(turn))
			.toList());
	}

}
