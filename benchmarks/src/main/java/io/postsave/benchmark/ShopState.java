package io.postsave.benchmark;

import java.io.IOException;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.util.Assert;

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
	 * @throws IOException if the database does not start
	 */
	@Setup(Level.Trial)
	public void start() throws IOException {
		this.shop = this.variant.start(this.database);
	}

	/**
	 * Stops the application. It is an error if its listeners were not called: nothing
	 * would have been measured.
	 * @throws IOException if the database does not stop
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException {
		boolean called = this.shop.calls() > 0;
		this.shop.close();
		Assert.state(called == this.variant.callsPerSave() > 0, "Listeners were not called, or without having to be");
	}

}
