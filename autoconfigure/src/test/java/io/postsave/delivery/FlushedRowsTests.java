package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlushedRows}.
 */
class FlushedRowsTests {

	private final FlushedRows flushed = new FlushedRows();

	private final FakeRow first = FakeRow.created(new Book(1));

	private final FakeRow second = FakeRow.updated(new Book(1));

	@Test
	void rowsOfBothDeliveriesAreKeptApart() {
		this.flushed.addInTransaction(this.first);
		assertThat(this.flushed.isEmpty()).isFalse();
		assertThat(this.flushed.isAnyAfterCommit()).isFalse();
		this.flushed.addAfterCommit(this.second);
		assertThat(this.flushed.isAnyAfterCommit()).isTrue();
		assertThat(this.flushed.takeInTransaction()).containsExactly(this.first);
		assertThat(this.flushed.isEmpty()).isFalse();
		assertThat(this.flushed.takeAfterCommit()).containsExactly(this.second);
		assertThat(this.flushed.isEmpty()).isTrue();
	}

	@Test
	void rowsAreNotMerged() {
		this.flushed.addInTransaction(this.first);
		this.flushed.addInTransaction(this.second);
		this.flushed.addAfterCommit(this.first);
		this.flushed.addAfterCommit(this.second);
		assertThat(this.flushed.takeInTransaction()).containsExactly(this.first, this.second);
		assertThat(this.flushed.takeAfterCommit()).containsExactly(this.first, this.second);
	}

	@Test
	void rowsAreHandedOutOnce() {
		this.flushed.addInTransaction(this.first);
		this.flushed.addAfterCommit(this.first);
		this.flushed.takeInTransaction().clear();
		this.flushed.takeAfterCommit().clear();
		assertThat(this.flushed.takeInTransaction()).isEmpty();
		assertThat(this.flushed.takeAfterCommit()).isEmpty();
	}

	@Test
	void rowsOfAFailedFlushAreForgottenInBothDeliveries() {
		this.flushed.addInTransaction(this.first);
		this.flushed.addAfterCommit(this.first);
		this.flushed.clear();
		assertThat(this.flushed.isEmpty()).isTrue();
		assertThat(this.flushed.takeInTransaction()).isEmpty();
		assertThat(this.flushed.takeAfterCommit()).isEmpty();
	}

	@Test
	void collectionsArePartOfTheRowThatTheFlushHasWritten() {
		Book book = new Book(1);
		FakeRow row = FakeRow.updated(book).unwritten();
		this.flushed.addInTransaction(row);
		assertThat(this.flushed.include(FakeRow.updated(book).changing("genres", 1, 2))).isTrue();
		assertThat(this.flushed.include(FakeRow.updated(new Book(1)))).isFalse();
		assertThat(row.contains("genres")).isTrue();
		assertThat(this.flushed.takeInTransaction()).containsExactly(row);
	}

	@Test
	void collectionsArePartOfARowThatCameAfterThoseOfAnother() {
		Book book = new Book(1);
		assertThat(this.flushed.include(FakeRow.updated(book))).isFalse();
		FakeRow row = FakeRow.created(book);
		this.flushed.addAfterCommit(row);
		assertThat(this.flushed.include(FakeRow.updated(book).changing("genres", 1, 2))).isTrue();
		assertThat(row.contains("genres")).isTrue();
	}

	@Test
	void rowThatWasNotWrittenAfterAllIsNotHandedOut() {
		FakeRow unwritten = FakeRow.updated(new Book(1)).unwritten();
		this.flushed.addInTransaction(unwritten);
		this.flushed.addInTransaction(this.first);
		this.flushed.addAfterCommit(unwritten);
		assertThat(this.flushed.takeInTransaction()).containsExactly(this.first);
		assertThat(this.flushed.takeAfterCommit()).isEmpty();
	}

	@Test
	void partsAreHandedOutOnce() {
		List<FlushedRows.Part> parts = new ArrayList<>();
		this.flushed.addPart(this.first, this.second);
		assertThat(this.flushed.isEmpty()).isFalse();
		this.flushed.takeParts(parts::add);
		this.flushed.takeParts(parts::add);
		assertThat(parts).containsExactly(new FlushedRows.Part(this.first, this.second));
		assertThat(this.flushed.isEmpty()).isTrue();
	}

	@Test
	void rowThatPassesIsKnownUntilTheFlushIsOver() {
		this.flushed.addPassing(this.first);
		assertThat(this.flushed.isPassing(this.first.key())).isTrue();
		assertThat(this.flushed.isPassing(FakeRow.keyOf(new Book(2)))).isFalse();
		this.flushed.clear();
		assertThat(this.flushed.isPassing(this.first.key())).isFalse();
		assertThat(this.flushed.isEmpty()).isTrue();
	}

}
