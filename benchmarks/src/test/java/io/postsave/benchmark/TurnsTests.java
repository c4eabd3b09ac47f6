package io.postsave.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests of {@link Turns} and {@link Turn}, whose waits nothing but the end of their
 * thread interrupts.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TurnsTests {

	private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

	@Test
	void turnsAlternateAndDoNotOverlap() throws IOException {
		ExecutorService members = Executors.newFixedThreadPool(2);
		try (Turns turns = new Turns(2)) {
			CompletableFuture<Void> first = CompletableFuture.runAsync(() -> takeTurns("a", turns.port()), members);
			CompletableFuture<Void> second = CompletableFuture.runAsync(() -> takeTurns("b", turns.port()), members);
			CompletableFuture.allOf(first, second).join();
		}
		finally {
			members.shutdownNow();
		}
		assertThat(String.join("", this.lines)).isIn("<a>a<b>b<a>a<b>b<a>a<b>b", "<b>b<a>a<b>b<a>a<b>b<a>a");
	}

	private void takeTurns(String name, String port) {
		Turn turn = new Turn(port);
		for (int i = 0; i < 3; i++) {
			begin(turn);
			this.lines.add("<" + name);
			this.lines.add(">" + name);
			end(turn);
		}
	}

	@Test
	void whoHasLeftIsNotWaitedFor() throws IOException {
		try (Turns turns = new Turns(2)) {
			Turn staying = new Turn(turns.port());
			comeAndLeave(turns);
			begin(staying);
			end(staying);
			begin(staying);
		}
	}

	@Test
	void theNextTakeTurnsWhenAllHaveLeft() throws IOException {
		try (Turns turns = new Turns(2)) {
			comeAndLeave(turns);
			comeAndLeave(turns);
			Turn next = new Turn(turns.port());
			comeAndLeave(turns);
			begin(next);
		}
	}

	private static void comeAndLeave(Turns turns) throws IOException {
		new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(turns.port())).close();
	}

	@Test
	void nobodyWaitsForOneThatHasFailedToCome() throws IOException {
		Turns turns = new Turns(2);
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> begin(new Turn(turns.port())));
		turns.close();
		assertThatThrownBy(waiting::join).cause()
			.isInstanceOfAny(IllegalStateException.class, UncheckedIOException.class);
	}

	@SuppressWarnings("NullAway")
	private static void begin(Turn turn) {
		turn.beforeIteration(null, null);
	}

	@SuppressWarnings("NullAway")
	private static void end(Turn turn) {
		turn.afterIteration(null, null, null);
	}

}
