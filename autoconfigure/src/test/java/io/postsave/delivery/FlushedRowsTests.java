package io.postsave.delivery;

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

}
