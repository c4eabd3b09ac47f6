package io.postsave.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Many saves in one transaction, flushed and cleared every thousand. JMH's time is that
 * of a transaction, that in {@link Figures} is of a row.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgs = { "-Xms1g", "-Xmx1g", "-Xmn512m", "-XX:+UseSerialGC" })
@Warmup(iterations = 50, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 60, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class BatchSaves {

	static final int FLUSH_EVERY = 1_000;

	/**
	 * Creates articles.
	 * @param state the application
	 */
	@Benchmark
	public void create(Empty state) {
		state.shop.createMany(state.rows);
	}

	/**
	 * Reads articles and updates them.
	 * @param state the application
	 * @return how many there were
	 */
	@Benchmark
	public int update(Filled state) {
		return state.shop.updateAll(++state.stock);
	}

	/**
	 * An application that saves many rows.
	 */
	@State(Scope.Benchmark)
	public static class Rows extends ShopState {

		/** How many there are in a transaction. */
		@Param("20000")
		public int rows;

	}

	/**
	 * An application whose tables are empty before each invocation.
	 */
	@State(Scope.Benchmark)
	public static class Empty extends Rows {

		/**
		 * Empties the tables: an invocation is long enough for it not to show.
		 */
		@TearDown(Level.Invocation)
		public void truncate() {
			this.shop.truncate();
		}

	}

	/**
	 * An application whose tables are filled before each iteration.
	 */
	@State(Scope.Benchmark)
	public static class Filled extends Rows {

		int stock;

		/**
		 * Fills the tables anew.
		 */
		@Setup(Level.Iteration)
		public void fill() {
			this.shop.truncate();
			this.shop.createMany(this.rows);
		}

	}

}
