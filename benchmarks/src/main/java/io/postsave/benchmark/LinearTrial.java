package io.postsave.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.util.Assert;

/**
 * Measures what a row costs one variant in transactions of several sizes, in turns.
 *
 * @param variant the variant
 * @param sizes how many rows are created in a transaction
 * @param least how many rows a sample has at least, in as many transactions as it takes
 * @param warmups how many samples are not counted
 * @param samples how many samples are taken of each size
 */
record LinearTrial(Variant variant, List<Integer> sizes, int least, int warmups, int samples) {

	/**
	 * Measures in this JVM.
	 * @param args the variant, the least size of a sample, how many samples are not
	 * counted and how many are, and the sizes
	 */
	public static void main(String[] args) {
		List<Integer> sizes = Arrays.stream(args).skip(4).map(Integer::valueOf).toList();
		Trial.print(new LinearTrial(Variant.valueOf(args[0]), sizes, Integer.parseInt(args[1]),
				Integer.parseInt(args[2]), Integer.parseInt(args[3]))
			.run());
	}

	LinearResult run() {
		try (RunningShop<?> shop = this.variant.start(Database.H2); Turn turn = Turn.ofThisJvm()) {
			for (int i = 0; i < this.warmups; i++) {
				turn.take(() -> sample(shop, Math.min(this.least, 10 * BatchSaves.FLUSH_EVERY)));
			}
			return new LinearResult(this.variant,
					this.sizes.stream().map((rows) -> measure(shop, turn, rows)).toList());
		}
	}

	private LinearResult.Cost measure(RunningShop<?> shop, Turn turn, int rows) {
		List<Double> times = new ArrayList<>();
		List<Double> bytes = new ArrayList<>();
		List<Double> held = new ArrayList<>();
		double all = rows * (double) transactions(rows);
		for (int i = 0; i < this.samples; i++) {
			turn.take(() -> {
				Meter meter = sample(shop, rows);
				times.add(meter.micros() / all);
				bytes.add(meter.bytes() / all);
				held.add((double) held(shop, rows));
			});
		}
		return new LinearResult.Cost(rows, times, Figure.median(bytes), Figure.median(held));
	}

	private Meter sample(RunningShop<?> shop, int rows) {
		Meter meter = new Meter();
		LiveHeap.used();
		for (int i = 0; i < transactions(rows); i++) {
			create(shop, rows, () -> meter.measure(() -> shop.createMany(rows)));
		}
		return meter;
	}

	private int transactions(int rows) {
		return Math.max(1, this.least / rows);
	}

	/**
	 * Return what the transaction has added to the live heap when it is about to commit.
	 */
	private long held(RunningShop<?> shop, int rows) {
		AtomicLong held = new AtomicLong(-LiveHeap.used());
		create(shop, rows, () -> shop.createMany(rows, () -> held.addAndGet(LiveHeap.used())));
		return held.get();
	}

	/**
	 * Empties the tables after a transaction. It is an error if rows were not written or
	 * listeners were not called: nothing would have been measured.
	 */
	private void create(RunningShop<?> shop, int rows, Runnable transaction) {
		long before = shop.calls();
		transaction.run();
		long calls = shop.calls() - before;
		Assert.state(shop.count() == rows, () -> "There are not " + rows + " rows");
		Assert.state(calls == (long) rows * this.variant.callsPerSave(), () -> calls + " calls for " + rows + " rows");
		shop.truncate();
	}

}
