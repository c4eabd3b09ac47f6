package io.postsave.benchmark;

import java.lang.management.ManagementFactory;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the heap holds when all garbage is gone. What JMH times is the collection of it:
 * the counters are what is measured. What is softly reachable counts as garbage.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Fork(jvmArgs = { "-Xms3g", "-Xmx3g", "-XX:+UseSerialGC", "-XX:SoftRefLRUPolicyMSPerMB=0" }, value = 3)
public class LiveHeap {

	/** Of so many saves, one updates. */
	private static final int UPDATE_EVERY = 10;

	/**
	 * By how much the heap has grown when a transaction that creates rows is about to
	 * commit.
	 * @param state the application
	 * @param heap the counter
	 */
	@Benchmark
	@Warmup(iterations = 2)
	@Measurement(iterations = 7)
	public void beforeCommit(BatchSaves.Empty state, Heap heap) {
		heap.live = -used();
		state.shop.createMany(state.rows, () -> heap.live += used());
	}

	/**
	 * What the heap holds after saves in transactions of their own, whose rows are gone.
	 * @param state the application
	 * @param heap the counter
	 */
	@Benchmark
	@Fork(1)
	@Warmup(iterations = 0)
	@Measurement(iterations = 10, batchSize = 10)
	public void afterTransactions(Saving state, Heap heap) {
		Article article = state.shop.createOne();
		for (int i = 1; i < state.saves; i++) {
			if (i % UPDATE_EVERY == 0) {
				article = state.shop.updateOne(article, i);
			}
			else {
				state.shop.createOne();
			}
		}
		state.shop.truncate();
		heap.live = used();
	}

	/**
	 * Return the bytes in use after full collections: the second one takes what was only
	 * kept by references that the first one has cleared.
	 */
	private static long used() {
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * An application that saves again and again.
	 */
	@State(Scope.Benchmark)
	public static class Saving extends ShopState {

		/** After how many saves the tables are emptied. */
		@Param("100000")
		public int saves;

	}

	/**
	 * The counter.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Heap {

		/** Bytes of the live heap. */
		public long live;

	}

}
