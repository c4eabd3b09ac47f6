package io.postsave.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Has JVMs that measure side by side take turns, one at a time, always in the same order:
 * whatever else the machine does meets them all alike. When it is closed, the turn that
 * goes on is the last.
 */
final class Turns implements AutoCloseable {

	static final int SIGNAL = 1;

	private final ServerSocket server;

	/**
	 * Waits for the members to come, in the background, and then gives turns until all
	 * have left.
	 */
	Turns(int members) throws IOException {
		this.server = new ServerSocket(0, members, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(() -> give(members), "turns");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Return the argument that makes a JVM one of the members.
	 */
	String jvmArgument() {
		return "-D" + Turn.PORT + "=" + port();
	}

	private void give(int count) {
		List<Socket> members = new ArrayList<>();
		try {
			while (members.size() < count) {
				members.add(accept());
			}
			List<Socket> staying = new ArrayList<>(members);
			while (!staying.isEmpty() && !this.server.isClosed()) {
				staying.removeIf((member) -> !takesTurn(member));
			}
		}
		catch (IOException ex) {
			// closed before all have come
		}
		finally {
			members.forEach(Turns::leave);
		}
	}

	private Socket accept() throws IOException {
		Socket member = this.server.accept();
		member.setTcpNoDelay(true);
		return member;
	}

	/**
	 * Gives a turn to a member, and waits for its end.
	 * @return {@code false} if the member has left
	 */
	private static boolean takesTurn(Socket member) {
		try {
			member.getOutputStream().write(SIGNAL);
			return member.getInputStream().read() == SIGNAL;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void leave(Socket member) {
		try {
			member.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
