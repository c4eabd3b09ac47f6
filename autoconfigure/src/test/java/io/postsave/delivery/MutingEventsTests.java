package io.postsave.delivery;

import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MutingEvents}.
 */
class MutingEventsTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture().inTransaction("books", Heard.BOOKS)
		.inTransaction("authors", Heard.AUTHORS);

	private final MutingEvents events = new MutingEvents(this.delivery.mutes(), this.delivery.transactions());

	@Test
	void rowsAreWrittenOnTheSideOfTheBlockWhereTheyWereSaved() {
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(new Book(1)));
			this.events.mute(() -> session.save(FakeRow.created(new Book(2))));
			session.save(FakeRow.created(new Book(3)));
		});
		assertThat(this.delivery.told()).containsExactly("books: created Book 1", "books: created Book 3");
	}

	@Test
	void oneTypeIsMuted() {
		this.delivery.transaction((session) -> this.events.mute(Book.class,
				() -> session.save(FakeRow.created(new Book(1)), FakeRow.created(new Author(1)))));
		assertThat(this.delivery.told()).containsExactly("authors: created Author 1");
	}

	@Test
	void blockReturnsItsResult() {
		assertThat(this.events.<String>mute(() -> "result")).isEqualTo("result");
		assertThat(this.events.<String>mute(Book.class, () -> "result")).isEqualTo("result");
	}

	@Test
	void blockThatFailsIsFlushedAndOver() {
		this.delivery.transaction((session) -> {
			assertThatIllegalStateException().isThrownBy(() -> this.events.mute((Runnable) () -> {
				session.save(FakeRow.created(new Book(1)));
				throw new IllegalStateException("block");
			})).withMessage("block");
			session.save(FakeRow.created(new Book(2)));
		});
		assertThat(this.delivery.told()).containsExactly("books: created Book 2");
	}

	@Test
	void flushThatFailsAfterABlockThatFailsIsSuppressed() {
		RuntimeException constraint = new IllegalStateException("constraint");
		this.delivery.transaction((session) -> {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> this.events.mute((Runnable) () -> {
					session.failingToFlush(constraint);
					throw new UnsupportedOperationException("block");
				}))
				.satisfies((thrown) -> assertThat(thrown).hasSuppressedException(constraint));
			assertThat(this.delivery.mutes().isMuted(Book.class)).isFalse();
			session.failingToFlush(null);
		});
	}

	@Test
	void flushThatFailsBeforeABlockLeavesNothingMuted() {
		this.delivery.transaction((session) -> {
			session.failingToFlush(new IllegalStateException("constraint"));
			assertThatIllegalStateException().isThrownBy(() -> this.events.mute(() -> {
			}));
			assertThat(this.delivery.mutes().isMuted(Book.class)).isFalse();
			session.failingToFlush(null);
		});
	}

	@Test
	void transactionThatMayNotWriteIsNotFlushed() {
		FakeSession session = this.delivery
			.readOnlyTransaction((current) -> this.events.mute(() -> assertThat(current.calls("flush")).isEmpty()));
		assertThat(session.calls("flush", "commit")).containsExactly("commit", "flush");
	}

	@Test
	void sessionUnderFlushModeManualIsNotFlushed() {
		this.delivery.withSessionsThatAre(FakeSession::flushedManually);
		FakeSession session = this.delivery.transaction((current) -> this.events.mute(() -> {
		}));
		assertThat(session.calls("flush")).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway")
	void typeAndBlockAreRequired() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.events.mute(null, () -> {
		})).withMessage("'entityType' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> this.events.mute((Runnable) null))
			.withMessage("'block' must not be null");
	}

}
