package io.postsave.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One save a transaction.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgs = { "-Xms1g", "-Xmx1g", "-Xmn512m", "-XX:+UseSerialGC" })
@Warmup(iterations = 120, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 120, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class SingleSaves {

	/**
	 * Creates an article.
	 * @param state the application
	 * @return the article
	 */
	@Benchmark
	public Article create(Started state) {
		return state.shop.createOne();
	}

	/**
	 * Reads an article and updates it, as saving a detached entity does.
	 * @param state the application
	 * @param own the article of the thread
	 * @return the article
	 */
	@Benchmark
	public Article update(Started state, Own own) {
		own.article = state.shop.updateOne(own.article, ++own.stock);
		return own.article;
	}

	/**
	 * An application whose tables are empty before each iteration.
	 */
	@State(Scope.Benchmark)
	public static class Started extends ShopState {

		/**
		 * Empties the tables.
		 */
		@Setup(Level.Iteration)
		public void truncate() {
			this.shop.truncate();
		}

	}

	/**
	 * An article that one thread updates again and again.
	 */
	@State(Scope.Thread)
	@SuppressWarnings("NullAway.Init")
	public static class Own {

		Article article;

		int stock;

		/**
		 * Creates the article.
		 * @param state the application
		 */
		@Setup(Level.Iteration)
		public void create(Started state) {
			this.article = state.shop.createOne();
		}

	}

}
