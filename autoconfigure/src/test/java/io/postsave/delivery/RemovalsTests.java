package io.postsave.delivery;

import java.util.Set;

import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Removals}.
 */
class RemovalsTests {

	private final FakeSession session = new FakeSession(null);

	private final Removals removals = new Removals(this.session);

	private final Book book = new Book(1);

	private final FakeRow row = FakeRow.created(this.book);

	@BeforeEach
	void manage() {
		this.session.manage(this.book);
	}

	@Test
	void scheduledRemovalIsMadeByTheFlush() {
		schedule();
		assertThat(this.removals.include(this.row)).isTrue();
		assertThat(this.removals.include(FakeRow.created(new Book(2)))).isFalse();
		this.removals.flushBegins();
		RemovedRows removed = this.removals.flushEnded();
		assertThat(removed).isNotNull()
			.accepts(this.row)
			.rejects(FakeRow.created(new Book(2)), this.row.ofUnit("another"));
		assertThat(this.removals.include(this.row)).isFalse();
		assertThat(this.removals.flushEnded()).isNull();
	}

	@Test
	void entityThatNeverHadARowIsNotRemoved() {
		this.removals.schedule(new Book(0));
		assertThat(this.removals.flushEnded()).isNull();
	}

	@Test
	void removalThatIsWithdrawnBeforeTheFlushIsForgotten() {
		schedule();
		this.session.withdrawRemoval(this.book);
		assertThat(this.removals.include(this.row)).isFalse();
		this.removals.flushBegins();
		assertThat(this.removals.flushEnded()).isNull();
	}

	@Test
	void removalThatTheFlushWithdrawsIsNone() {
		schedule();
		this.removals.flushBegins();
		this.session.withdrawRemoval(this.book);
		assertThat(this.removals.flushEnded()).isNull();
	}

	@Test
	void removalThatAClearHasForgottenIsNone() {
		this.removals.schedule(this.book);
		assertThat(this.removals.include(this.row)).isFalse();
		this.removals.flushBegins();
		assertThat(this.removals.flushEnded()).isNull();
	}

	@Test
	void flushWithinAFlushForgetsNothing() {
		this.session.flushing(true);
		this.removals.schedule(new Book(2));
		this.removals.flushBegins();
		assertThat(this.removals.flushEnded()).isNotNull();
	}

	@Test
	void notedRowsAreKeptUntilTheCommit() {
		assertThat(this.removals.noted()).isNull();
		this.removals.note(new RemovedRows(this.session, Set.of(this.row.key())));
		this.removals.note(new RemovedRows(this.session, Set.of(FakeRow.keyOf(new Book(2)))));
		assertThat(this.removals.noted()).isNotNull()
			.accepts(this.row, FakeRow.created(new Book(2)))
			.rejects(FakeRow.created(new Book(3)));
	}

	private void schedule() {
		this.session.remove(this.book);
		this.removals.schedule(this.book);
	}

}
