package io.postsave.delivery;

import java.util.List;
import java.util.Objects;
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
		this.session.executeRemovals();
		List<Removals.Scheduled> executed = this.removals.flushEnded();
		assertThat(new ExecutedRemovals(this.session, executed, (key) -> false).rows()).accepts(this.row)
			.rejects(FakeRow.created(new Book(2)), this.row.ofUnit("another"), FakeRow.deleted(this.book));
		assertThat(this.removals.include(this.row)).isFalse();
		assertThat(this.removals.flushEnded()).isEmpty();
	}

	@Test
	void removalThatIsNotScheduledIsNone() {
		this.removals.schedule(removalOf(new Book(2)), null);
		assertThat(this.removals.flushEnded()).isEmpty();
	}

	@Test
	void removalThatIsWithdrawnBeforeTheFlushIsForgotten() {
		schedule();
		this.session.withdrawRemoval(this.book);
		assertThat(this.removals.include(this.row)).isFalse();
		this.removals.flushBegins();
		assertThat(this.removals.flushEnded()).isEmpty();
	}

	@Test
	void removalThatTheFlushWithdrawsIsNone() {
		schedule();
		this.removals.flushBegins();
		this.session.withdrawRemoval(this.book);
		assertThat(this.removals.flushEnded()).isEmpty();
	}

	@Test
	void removalThatAClearHasForgottenIsNone() {
		schedule();
		this.session.clear();
		assertThat(this.removals.include(this.row)).isFalse();
		this.removals.flushBegins();
		assertThat(this.removals.flushEnded()).isEmpty();
	}

	@Test
	void flushWithinAFlushForgetsNothing() {
		schedule();
		this.session.flushing(true);
		this.session.withdrawRemoval(this.book);
		this.removals.flushBegins();
		assertThat(this.removals.size()).isOne();
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

	@Test
	void removalThatComesTooLateForAFlushWaitsForTheNext() {
		schedule();
		assertThat(this.removals.flushEnded()).isEmpty();
		this.session.executeRemovals();
		assertThat(this.removals.flushEnded()).hasSize(1);
	}

	@Test
	void deletedRowIsNotOneThatWillBeRemoved() {
		schedule();
		assertThat(this.removals.include(FakeRow.deleted(this.book))).isFalse();
	}

	@Test
	void removalsThatAreToldInTheTransactionAreKnown() {
		this.session.remove(this.book);
		this.removals.schedule(removalOf(this.book), null);
		assertThat(this.removals.isAnyToldInTransaction()).isFalse();
		this.removals.schedule(removalOf(this.book), DeliveryFixture.audience(true, List.of()));
		assertThat(this.removals.size()).isOne();
		assertThat(this.removals.isAnyToldInTransaction()).isTrue();
		this.session.withdrawRemoval(this.book);
		assertThat(this.removals.isAnyToldInTransaction()).isFalse();
	}

	@Test
	void audienceOfTheFirstRemovalStays() {
		this.session.remove(this.book);
		this.removals.schedule(removalOf(this.book), DeliveryFixture.audience(true, List.of()));
		this.removals.schedule(removalOf(this.book), null);
		assertThat(this.removals.isAnyToldInTransaction()).isTrue();
	}

	@Test
	void entityThatIsRemovedAgainAfterAWithdrawalIsScheduledOnce() {
		schedule();
		this.session.withdrawRemoval(this.book);
		schedule();
		assertThat(this.removals.size()).isOne();
		this.session.executeRemovals();
		assertThat(this.removals.flushEnded()).hasSize(1);
	}

	@Test
	void referenceThatIsGoneIsRemovedOnceUntilTheSessionIsCleared() {
		Removal reference = new RemovedReference(this.book);
		this.removals.schedule(reference, null);
		assertThat(this.removals.flushEnded()).hasSize(1);
		this.removals.schedule(reference, null);
		assertThat(this.removals.size()).isZero();
		this.removals.sessionCleared();
		this.removals.schedule(reference, null);
		assertThat(this.removals.flushEnded()).hasSize(1);
	}

	private void schedule() {
		this.session.remove(this.book);
		this.removals.schedule(removalOf(this.book), null);
	}

	private Removal removalOf(Book removed) {
		return Objects.requireNonNull(this.session.removalOf(removed));
	}

	/**
	 * The removal of a reference, which the session goes on counting as removed.
	 */
	private record RemovedReference(Book book) implements Removal {

		@Override
		public Object key() {
			return FakeRow.keyOf(this.book);
		}

		@Override
		public boolean isScheduled() {
			return true;
		}

		@Override
		public boolean isExecuted() {
			return true;
		}

		@Override
		public WrittenRow deletedRow() {
			return FakeRow.deleted(this.book);
		}

	}

}
