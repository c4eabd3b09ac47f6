package io.postsave.sample.live;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LiveLog}.
 */
class LiveLogTests {

	private final LiveLog log = new LiveLog();

	@Test
	void remembersTheLast() throws InterruptedException {
		for (int number = 1; number <= 500; number++) {
			this.log.add("save", number);
		}
		assertThat(this.log.after(0, Duration.ZERO)).hasSize(200).last().extracting(Message::data).isEqualTo(500);
		assertThat(this.log.after(499, Duration.ZERO)).hasSize(1);
	}

	@Test
	void passingMessageTakesThePlaceOfTheOneBefore() throws InterruptedException {
		this.log.add("save", "book");
		this.log.addPassing("import", 1);
		this.log.addPassing("import", 2);
		assertThat(this.log.after(0, Duration.ZERO)).extracting(Message::data).isEqualTo(List.of("book", 2));
	}

	@Test
	void waitsForAMessageNoLongerThanToldTo() throws InterruptedException {
		assertThat(this.log.after(0, Duration.ofMillis(10))).isEmpty();
	}

	@Test
	void findsWhereAWatcherWas() throws InterruptedException {
		this.log.add("save", "one");
		this.log.add("save", "two");
		Message first = this.log.after(0, Duration.ZERO).get(0);
		assertThat(this.log.find(this.log.idOf(first))).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "earlier-1", "1", "-" })
	void messageOfAnotherRunIsBeforeAll(String id) {
		this.log.add("save", "one");
		assertThat(this.log.find(id)).isZero();
		assertThat(this.log.find(this.log.run() + "-x")).isZero();
	}

}
