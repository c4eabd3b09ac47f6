package io.postsave.delivery;

import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link SaveRecorder} makes of removals, from a removed entity to a told
 * listener.
 */
class RecordedRemovalsTests {

	private static final RemovalSource NEVER_ASKED = (session, entity, told) -> {
		throw new IllegalStateException("asked for " + entity);
	};

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final Book book = new Book(1);

	@Test
	void removalThatNobodyHearsCostsNothing() {
		this.delivery.inTransaction("books", Heard.BOOKS).afterCommit("authors", Heard.AUTHORS);
		this.delivery.transaction((session) -> {
			this.delivery.recorder().entityRemoved(session, Book.class, this.book, NEVER_ASKED);
			assertThat(this.delivery.delivery().isAnythingPending()).isFalse();
			assertThat(this.delivery.recorder().isMissingRemovals(session, 5)).isFalse();
			session.flush();
			assertThat(session.calls("look", "flushAgain")).isEmpty();
		});
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void removalOfATypeThatNobodyHearsCostsNothing() {
		this.delivery.deletions("deletions", false);
		this.delivery.transaction((session) -> {
			this.delivery.recorder().entityRemoved(session, Author.class, new Author(1), NEVER_ASKED);
			assertThat(this.delivery.delivery().isAnythingPending()).isFalse();
		});
	}

	@Test
	void deletionIsToldWhenTheFlushHasExecutedIt() {
		this.delivery.deletions("before", false).deletions("after", true);
		this.delivery.transaction((session) -> {
			session.remove(this.book);
			assertThat(this.delivery.told()).isEmpty();
			session.flush();
			assertThat(this.delivery.told()).containsExactly("before: deleted Book 1");
		});
		assertThat(this.delivery.told()).containsExactly("before: deleted Book 1", "after: deleted Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void deletionByTheCommitIsTold() {
		this.delivery.deletions("before", false);
		this.delivery.transaction((session) -> session.remove(this.book));
		assertThat(this.delivery.told()).containsExactly("before: deleted Book 1");
	}

	@Test
	void withdrawnRemovalIsNotTold() {
		this.delivery.deletions("before", false).deletions("after", true);
		this.delivery.transaction((session) -> {
			session.remove(this.book);
			session.withdrawRemoval(this.book);
		});
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void removalOfAFailedFlushIsNotTold() {
		this.delivery.deletions("before", false).deletions("after", true);
		this.delivery.transaction((session) -> {
			session.remove(this.book);
			session.failingToFlush(new IllegalStateException("constraint"));
			try {
				session.flush();
			}
			catch (IllegalStateException ex) {
				assertThat(ex).hasMessage("constraint");
			}
			session.failingToFlush(null);
			session.clear();
		});
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void mutedRemovalIsNotTold() {
		this.delivery.deletions("before", false).deletions("after", true);
		this.delivery.transaction((session) -> {
			this.delivery.mutes().begin(Object.class);
			session.remove(this.book);
			session.flush();
			this.delivery.mutes().end();
			session.remove(new Book(2));
		});
		assertThat(this.delivery.told()).containsExactly("before: deleted Book 2", "after: deleted Book 2");
	}

	@Test
	void excludedRemovalIsNotEvenMade() {
		this.delivery.deletions("before", false).exclude(Book.class);
		this.delivery.transaction(
				(session) -> this.delivery.recorder().entityRemoved(session, Book.class, this.book, NEVER_ASKED));
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void creationIsKeptWhereDeletionsAloneAreHeard() {
		this.delivery.deletions("before", false).deletions("after", true);
		this.delivery.transaction((session) -> {
			session.insertAtOnce(FakeRow.created(this.book));
			session.remove(this.book);
		});
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void creationThatWasToldToNobodyIsKeptAfterTheCommitAlone() {
		this.delivery.deletions("before", false).deletions("after", true);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.flush();
			session.remove(this.book);
		});
		assertThat(this.delivery.told()).containsExactly("before: deleted Book 1");
	}

	@Test
	void removalsThatNobodyHasToldOfAreMissing() {
		this.delivery.deletions("before", false);
		this.delivery.transaction((session) -> {
			assertThat(this.delivery.recorder().isMissingRemovals(session, 1)).isTrue();
			session.remove(this.book);
			assertThat(this.delivery.recorder().isMissingRemovals(session, 1)).isFalse();
			assertThat(this.delivery.recorder().isMissingRemovals(session, 2)).isTrue();
		});
	}

}
