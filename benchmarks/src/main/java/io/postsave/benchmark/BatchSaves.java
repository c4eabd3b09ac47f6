package io.postsave.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Many saves in one transaction, flushed and cleared every thousand. The time is that of
 * one save.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BatchSaves {

	static final int ROWS = 20_000;

	static final int FLUSH_EVERY = 1_000;

	/**
	 * Creates articles.
	 * @param state the application
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public void create(Empty state) {
		state.shop.createMany(state.rows);
	}

	/**
	 * Reads articles and updates them.
	 * @param state the application
	 * @return how many there were
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public int update(Filled state) {
		return state.shop.updateAll(++state.stock);
	}

	/**
	 * An application whose tables are empty before each invocation.
	 */
	@State(Scope.Benchmark)
	public static class Empty extends ShopState {

		/** How many; what else is given has to be given as JMH's {@code -opi} too. */
		@Param("" + ROWS)
		public int rows;

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
	public static class Filled extends ShopState {

		/** How many; what else is given has to be given as JMH's {@code -opi} too. */
		@Param("" + ROWS)
		public int rows;

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
