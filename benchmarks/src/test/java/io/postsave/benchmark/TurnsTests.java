package io.postsave.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Tests of {@link Turns} and {@link Turn}.
 */
@Timeout(20)
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
			members.shutdown();
		}
		assertThat(String.join("", this.lines)).isIn("<a>a<b>b<a>a<b>b<a>a<b>b", "<b>b<a>a<b>b<a>a<b>b<a>a");
	}

	private void takeTurns(String name, int port) {
		try (Turn turn = Turn.in(port)) {
			for (int i = 0; i < 3; i++) {
				turn.await();
				this.lines.add("<" + name);
				this.lines.add(">" + name);
				turn.end();
			}
		}
	}

	@Test
	void whoHasLeftIsNotWaitedFor() throws IOException {
		try (Turns turns = new Turns(2); Turn staying = Turn.in(turns.port())) {
			leaveAtOnce(turns.port());
			staying.await();
			staying.end();
			staying.await();
		}
	}

	private static void leaveAtOnce(int port) {
		Turn.in(port).close();
	}

	@Test
	void nobodyWaitsForOneThatHasFailedToCome() throws IOException {
		Turns turns = new Turns(2);
		try (Turn waiting = Turn.in(turns.port())) {
			turns.close();
			assertThatThrownBy(waiting::await).isInstanceOfAny(IllegalStateException.class, UncheckedIOException.class);
		}
	}

	@Test
	void itIsAlwaysTheTurnOfAJvmThatIsAlone() {
		try (Turn turn = Turn.ofThisJvm()) {
			turn.await();
			turn.end();
			turn.await();
		}
	}

}
