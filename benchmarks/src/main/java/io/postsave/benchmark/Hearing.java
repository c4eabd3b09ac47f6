package io.postsave.benchmark;

import java.util.concurrent.atomic.LongAdder;

/**
 * What all listeners do: count that they were called.
 */
public final class Hearing {

	private final LongAdder calls = new LongAdder();

	void heard() {
		this.calls.increment();
	}

	long calls() {
		return this.calls.sum();
	}

}
