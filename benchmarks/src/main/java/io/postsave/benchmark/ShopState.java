package io.postsave.benchmark;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The application of one variant, running during one trial. Each of the trial's
 * iterations waits for its turn.
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

	private Turn turn;

	/**
	 * Starts the application.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.shop = this.variant.start(this.database);
		this.turn = Turn.ofThisJvm();
	}

	/**
	 * Stops the application.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.turn.close();
		this.shop.close();
	}

	/**
	 * Waits until it is this JVM's turn, before subclasses prepare the iteration.
	 */
	@Setup(Level.Iteration)
	public void awaitTurn() {
		this.turn.await();
	}

	/**
	 * Lets the next JVM have its turn.
	 */
	@TearDown(Level.Iteration)
	public void endTurn() {
		this.turn.end();
	}

}
