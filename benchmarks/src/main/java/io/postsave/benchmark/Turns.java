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
 * whatever else the machine does meets them all alike. Closing it ends the turns of all.
 */
final class Turns implements AutoCloseable {

	static final int SIGNAL = 1;

	private final ServerSocket server;

	private final List<Socket> members = new ArrayList<>();

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

	private void give(int count) {
		List<Socket> staying = new ArrayList<>();
		while (staying.size() < count) {
			try {
				staying.add(accept());
			}
			catch (IOException ex) {
				return;
			}
		}
		while (!staying.isEmpty()) {
			staying.removeIf((member) -> !takesTurn(member));
		}
	}

	private Socket accept() throws IOException {
		Socket member = this.server.accept();
		member.setTcpNoDelay(true);
		synchronized (this.members) {
			this.members.add(member);
		}
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

	@Override
	public void close() {
		try {
			this.server.close();
			synchronized (this.members) {
				for (Socket member : this.members) {
					member.close();
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
