package io.postsave.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * The turn of a JVM that is measured side by side with others: as a profiler, it has each
 * of JMH's iterations wait for its turn, with no thread of the benchmark running yet. A
 * JVM leaves by its end.
 */
public final class Turn implements InternalProfiler {

	private final int port;

	private @Nullable Socket socket;

	/**
	 * Creates what takes part when the first iteration begins: JMH creates profilers to
	 * look at them, too.
	 * @param port the port of {@link Turns}
	 */
	public Turn(String port) {
		this.port = Integer.parseInt(port);
	}

	/**
	 * Waits for the beginning of the turn.
	 * @throws IllegalStateException if there are no turns any more
	 */
	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		try {
			if (socket().getInputStream().read() != Turns.SIGNAL) {
				throw new IllegalStateException("Turns have ended, as another JVM has failed");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Ends the turn.
	 */
	@Override
	public List<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		try {
			socket().getOutputStream().write(Turns.SIGNAL);
			return List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Socket socket() throws IOException {
		if (this.socket == null) {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		}
		return this.socket;
	}

	@Override
	public String getDescription() {
		return "Takes turns with other JVMs";
	}

}
