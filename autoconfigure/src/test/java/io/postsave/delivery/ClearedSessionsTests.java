package io.postsave.delivery;

import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClearedSessions}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClearedSessionsTests {

	private static final String WARNING = "A listener cleared the session of persistence unit 'unit'";

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final FakeRow first = FakeRow.created(new Book(1));

	private final FakeRow second = FakeRow.created(new Book(2));

	private final FakeRow third = FakeRow.updated(new Book(3));

	private final FakeRow fourth = FakeRow.created(new Book(4));

	@Test
	void listenerThatClearsIsWarnedOfOnceForEachKindOfEvent(CapturedOutput output) {
		clearInListener();
		this.delivery.transaction((session) -> session.save(this.first, this.second, this.third, this.fourth));
		this.delivery.transaction((session) -> session.save(this.first, this.second));
		assertThat(output).containsOnlyOnce("while it was told of created " + Book.class.getName())
			.containsOnlyOnce("while it was told of updated " + Book.class.getName())
			.contains("(told to ")
			.contains("BookListener.saved(")
			.contains("3 more saves of the session wait to be told");
	}

	@Test
	void listenerThatClearsWhenNothingWaitsIsNot(CapturedOutput output) {
		clearInListener();
		this.delivery.transaction((session) -> session.save(this.first));
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void applicationThatClearsIsNot(CapturedOutput output) {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.insertAtOnce(this.first);
			session.insertAtOnce(this.second);
			this.delivery.recorder().sessionCleared(session);
		});
		assertThat(output).doesNotContain(WARNING);
	}

	private void clearInListener() {
		this.delivery.inTransaction("listener", Heard.BOOKS,
				(event) -> this.delivery.recorder().sessionCleared(this.delivery.currentSession()));
	}

}
