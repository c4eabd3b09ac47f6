package io.postsave.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

import org.jspecify.annotations.Nullable;

/**
 * The turns of this JVM, if it is one of several that measure side by side.
 */
final class Turn implements AutoCloseable {

	/** The system property with the port of {@link Turns}. */
	static final String PORT = "benchmark.turns";

	private final @Nullable Socket socket;

	private Turn(@Nullable Socket socket) {
		this.socket = socket;
	}

	/**
	 * Takes part in what the system property says, or, without it, in nothing: then it is
	 * always this JVM's turn.
	 */
	static Turn ofThisJvm() {
		Integer port = Integer.getInteger(PORT);
		return (port != null) ? in(port) : new Turn(null);
	}

	static Turn in(int port) {
		try {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
			socket.setTcpNoDelay(true);
			return new Turn(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Does something when it is this JVM's turn.
	 * @throws IllegalStateException if there are no turns any more
	 */
	void take(Runnable action) {
		await();
		action.run();
		end();
	}

	/**
	 * Waits for its beginning.
	 * @throws IllegalStateException if there are no turns any more
	 */
	void await() {
		try {
			if (this.socket != null && this.socket.getInputStream().read() != Turns.SIGNAL) {
				throw new IllegalStateException("Turns have ended, as another JVM has failed");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void end() {
		try {
			if (this.socket != null) {
				this.socket.getOutputStream().write(Turns.SIGNAL);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			if (this.socket != null) {
				this.socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
