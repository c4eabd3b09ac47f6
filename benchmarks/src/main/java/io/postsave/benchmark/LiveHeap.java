package io.postsave.benchmark;

import java.lang.management.ManagementFactory;

/**
 * What the heap holds when all garbage is gone.
 */
final class LiveHeap {

	private LiveHeap() {
	}

	/**
	 * Return the bytes in use after full collections: the second one takes what was only
	 * kept by references that the first one has cleared.
	 */
	static long used() {
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
