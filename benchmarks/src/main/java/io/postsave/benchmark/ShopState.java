package io.postsave.benchmark;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The application of one variant, running during one trial.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class ShopState {

	/** How saves are told. */
	@Param
	public Variant variant;

	/** Where they go. */
	@Param("H2")
	public Database database;

	RunningShop<?> shop;

	/**
	 * Starts the application.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.shop = this.variant.start(this.database);
	}

	/**
	 * Stops the application.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.shop.close();
	}

}
