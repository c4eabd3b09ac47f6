package io.postsave.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Measures variants at the same time, each in a JVM of its own, which takes turns with
 * the others.
 */
final class SideBySide {

	private SideBySide() {
	}

	/**
	 * Measures variants. When one of them fails, the turns of all end.
	 * @return the results, in the order in which the measurements have ended
	 * @throws IllegalStateException if a measurement fails, with the first failure as its
	 * cause
	 */
	static <R> List<R> measure(List<Variant> variants, Measurement<R> measurement) throws IOException {
		ExecutorService runners = Executors.newFixedThreadPool(variants.size());
		try (Turns turns = new Turns(variants.size())) {
			CompletionService<R> running = new ExecutorCompletionService<>(runners);
			variants.forEach((variant) -> running.submit(() -> measurement.measure(variant, turns.jvmArgument())));
			List<R> results = new ArrayList<>();
			while (results.size() < variants.size()) {
				results.add(running.take().get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			runners.shutdown();
		}
	}

	/**
	 * Measures a variant.
	 *
	 * @param <R> the result
	 */
	interface Measurement<R> {

		/**
		 * Measures in a JVM of its own, and waits until it has ended.
		 * @param variant the variant
		 * @param turns the argument that has the JVM take turns
		 */
		R measure(Variant variant, String turns) throws Exception;

	}

}
