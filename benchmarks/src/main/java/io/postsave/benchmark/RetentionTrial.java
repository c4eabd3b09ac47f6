package io.postsave.benchmark;

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;

/**
 * Saves again and again in one application, and measures what its heap holds meanwhile.
 *
 * @param variant the variant
 * @param saves how many saves there are, each in a transaction of its own
 * @param every after how many saves the heap is measured
 * @param truncate after how many saves the tables are emptied
 */
record RetentionTrial(Variant variant, int saves, int every, int truncate) {

	/** Of so many saves, one updates. */
	private static final int UPDATE_EVERY = 10;

	/**
	 * Measures in this JVM.
	 * @param args the variant, how many saves, and after how many of them the heap is
	 * measured and the tables are emptied
	 */
	public static void main(String[] args) {
		Trial.print(new RetentionTrial(Variant.valueOf(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]),
				Integer.parseInt(args[3]))
			.run());
	}

	RetentionResult run() {
		try (RunningShop<?> shop = this.variant.start(Database.H2)) {
			List<RetentionResult.Point> points = new ArrayList<>();
			for (int done = this.every; done <= this.saves; done += this.every) {
				for (int i = 0; i < this.every; i += this.truncate) {
					save(shop, Math.min(this.truncate, this.every - i));
				}
				points.add(point(done));
			}
			return new RetentionResult(this.variant, shop.calls(), points);
		}
	}

	private static RetentionResult.Point point(int saves) {
		RetentionResult.Point point = new RetentionResult.Point(saves, LiveHeap.used());
		System.out.println(point);
		return point;
	}

	/**
	 * Creates articles, updates one of them now and then, and empties the tables. It is
	 * an error if listeners were not called: nothing would have been measured.
	 */
	private void save(RunningShop<?> shop, int count) {
		long before = shop.calls();
		Article article = shop.createOne();
		for (int i = 1; i < count; i++) {
			if (i % UPDATE_EVERY == 0) {
				article = shop.updateOne(article, i);
			}
			else {
				shop.createOne();
			}
		}
		long calls = shop.calls() - before;
		Assert.state(calls == (long) count * this.variant.callsPerSave(),
				() -> calls + " calls for " + count + " saves");
		shop.truncate();
	}

}
