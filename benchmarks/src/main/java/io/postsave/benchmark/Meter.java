package io.postsave.benchmark;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * Adds up the time that actions take in their thread, and what they allocate there.
 */
final class Meter {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private long nanos;

	private long bytes;

	void measure(Runnable action) {
		long allocated = THREADS.getCurrentThreadAllocatedBytes();
		long start = System.nanoTime();
		action.run();
		this.nanos += System.nanoTime() - start;
		this.bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
	}

	double micros() {
		return this.nanos / 1000.0;
	}

	long bytes() {
		return this.bytes;
	}

}
