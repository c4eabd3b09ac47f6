package io.postsave.benchmark;

import java.io.IOException;
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

	private final int members;

	/**
	 * Gives turns in the background: when all members have come, until all have left, and
	 * then to the next that come.
	 */
	Turns(int members) throws IOException {
		this.server = new ServerSocket(0, members, InetAddress.getLoopbackAddress());
		this.members = members;
		Thread thread = new Thread(this::give, "turns");
		thread.setDaemon(true);
		thread.start();
	}

	String port() {
		return "" + this.server.getLocalPort();
	}

	private void give() {
		List<Socket> present = new ArrayList<>();
		try {
			while (!this.server.isClosed()) {
				while (present.size() < this.members) {
					present.add(this.server.accept());
				}
				while (!present.isEmpty() && !this.server.isClosed()) {
					present.removeIf((member) -> !takesTurn(member));
				}
			}
		}
		catch (IOException ex) {
			// closed before all have come
		}
		finally {
			present.forEach(Turns::leave);
		}
	}

	/**
	 * Gives a turn to a member, and waits for its end.
	 * @return {@code false} if the member has left
	 */
	private static boolean takesTurn(Socket member) {
		try {
			member.getOutputStream().write(SIGNAL);
			if (member.getInputStream().read() == SIGNAL) {
				return true;
			}
		}
		catch (IOException ex) {
			// left without reading
		}
		leave(member);
		return false;
	}

	private static void leave(Socket member) {
		try {
			member.close();
		}
		catch (IOException ex) {
			// has been left by the other side
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
