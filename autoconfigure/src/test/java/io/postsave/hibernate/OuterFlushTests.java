package io.postsave.hibernate;

import java.util.concurrent.CompletableFuture;

import io.postsave.hibernate.Museum.Artist;
import org.hibernate.event.spi.EventSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OuterFlush}.
 */
class OuterFlushTests {

	private static TestFactory factory;

	private EventSource session;

	private EventSource other;

	@BeforeAll
	static void openFactory() {
		factory = TestFactory.of(Artist.class);
	}

	@AfterAll
	static void closeFactory() {
		factory.close();
	}

	@BeforeEach
	void open() {
		this.session = factory.open();
		this.other = factory.open();
	}

	@AfterEach
	void close() {
		this.session.close();
		this.other.close();
	}

	private static void begin(EventSource session) {
		session.getEventListenerManager().flushStart();
	}

	private static void end(EventSource session) {
		session.getEventListenerManager().flushEnd(0, 0);
	}

	@Test
	void flushThatIsNotInterruptedIsNone() {
		begin(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isFalse();
		end(this.session);
	}

	@Test
	void interruptedFlushGoesOnUntilItEndsItself() {
		begin(this.session);
		OuterFlush.interruptedIn(this.session);
		begin(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isTrue();
		end(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isTrue();
		end(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isFalse();
	}

	@Test
	void flushOfAQueryInterruptsToo() {
		begin(this.session);
		OuterFlush.interruptedIn(this.session);
		this.session.getEventListenerManager().partialFlushStart();
		this.session.getEventListenerManager().partialFlushEnd(0, 0);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isTrue();
		end(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isFalse();
	}

	@Test
	void flushMayBeInterruptedAgainAndAgain() {
		begin(this.session);
		for (int i = 0; i < 3; i++) {
			OuterFlush.interruptedIn(this.session);
			begin(this.session);
			OuterFlush.interruptedIn(this.session);
			begin(this.session);
			end(this.session);
			end(this.session);
			assertThat(OuterFlush.isGoingOnIn(this.session)).isTrue();
		}
		end(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isFalse();
	}

	@Test
	void laterFlushOfTheSessionIsInterruptedByItself() {
		interruptAndEnd();
		begin(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isFalse();
		end(this.session);
		interruptAndEnd();
		assertThat(OuterFlush.isGoingOnIn(this.session)).isFalse();
	}

	private void interruptAndEnd() {
		begin(this.session);
		OuterFlush.interruptedIn(this.session);
		begin(this.session);
		end(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isTrue();
		end(this.session);
	}

	@Test
	void sessionsAreInterruptedEachByItself() {
		begin(this.session);
		OuterFlush.interruptedIn(this.session);
		begin(this.other);
		assertThat(OuterFlush.isGoingOnIn(this.other)).isFalse();
		OuterFlush.interruptedIn(this.other);
		end(this.session);
		assertThat(OuterFlush.isGoingOnIn(this.session)).isFalse();
		assertThat(OuterFlush.isGoingOnIn(this.other)).isTrue();
		end(this.other);
		assertThat(OuterFlush.isGoingOnIn(this.other)).isFalse();
	}

	@Test
	void otherThreadHasNone() {
		begin(this.session);
		OuterFlush.interruptedIn(this.session);
		assertThat(CompletableFuture.supplyAsync(() -> OuterFlush.isGoingOnIn(this.session)).join()).isFalse();
		end(this.session);
	}

}
