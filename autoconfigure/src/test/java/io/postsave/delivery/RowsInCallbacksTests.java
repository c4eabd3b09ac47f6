package io.postsave.delivery;

import java.util.List;
import java.util.Objects;

import io.postsave.delivery.FakeEntity.Book;
import io.postsave.delivery.RowsInCallbacks.RowInCallbacks;
import io.postsave.listener.Audience;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RowsInCallbacks}.
 */
class RowsInCallbacksTests {

	private final RowsInCallbacks rows = new RowsInCallbacks();

	private final FakeOwner owner = new FakeOwner();

	private final PendingSaves saves = this.owner.open(new FakeSession(null));

	private final PendingSaves otherSaves = this.owner.open(new FakeSession(null));

	private final Audience audience = DeliveryFixture.audience(true, List.of());

	private final Book outer = new Book(1);

	private final Book inner = new Book(2);

	@Test
	void rowIsFoundWhileItsCallbacksRun() {
		begin(this.saves, FakeRow.created(this.outer));
		assertThat(this.rows.find(this.outer, true)).isNotNull();
		assertThat(this.rows.end(this.outer, true)).isNotNull();
		assertThat(this.rows.find(this.outer, true)).isNull();
		assertThat(this.rows.end(this.outer, true)).isNull();
	}

	@Test
	void rowIsThatOfTheInstanceAndTheKind() {
		begin(this.saves, FakeRow.created(this.outer));
		assertThat(this.rows.find(this.outer, false)).isNull();
		assertThat(this.rows.find(new Book(1), true)).isNull();
	}

	@Test
	void callbacksMayWriteOthers() {
		begin(this.saves, FakeRow.created(this.outer));
		begin(this.otherSaves, FakeRow.created(this.inner));
		assertThat(this.rows.find(this.outer, true)).isNotNull();
		assertThat(this.rows.end(this.inner, true)).extracting(RowInCallbacks::saves).isSameAs(this.otherSaves);
		assertThat(this.rows.find(this.inner, true)).isNull();
		assertThat(this.rows.end(this.outer, true)).extracting(RowInCallbacks::saves).isSameAs(this.saves);
	}

	@Test
	void innermostOfTwoRowsOfOneEntityIsFound() {
		begin(this.saves, FakeRow.updated(this.outer));
		begin(this.otherSaves, FakeRow.updated(this.outer));
		assertThat(this.rows.find(this.outer, false)).extracting(RowInCallbacks::saves).isSameAs(this.otherSaves);
	}

	@Test
	void rowOfAFailedCallbackIsForgottenWithTheOneAroundIt() {
		begin(this.saves, FakeRow.created(this.outer));
		begin(this.saves, FakeRow.created(this.inner));
		this.rows.end(this.outer, true);
		assertThat(this.rows.find(this.inner, true)).isNull();
	}

	@Test
	void rowOfAFailedCallbackStaysUntilItsSessionIsDone() {
		begin(this.saves, FakeRow.created(this.outer));
		this.rows.forget(this.otherSaves);
		assertThat(this.rows.find(this.outer, true)).isNotNull();
		this.rows.forget(this.saves);
		assertThat(this.rows.find(this.outer, true)).isNull();
		this.rows.forget(this.saves);
	}

	@Test
	void rowsOfOtherSessionsAreNotForgotten() {
		Book innermost = new Book(3);
		begin(this.saves, FakeRow.created(this.outer));
		begin(this.otherSaves, FakeRow.created(this.inner));
		begin(this.saves, FakeRow.created(innermost));
		this.rows.forget(this.otherSaves);
		assertThat(this.rows.find(this.inner, true)).isNull();
		assertThat(this.rows.find(innermost, true)).isNotNull();
		assertThat(this.rows.find(this.outer, true)).isNotNull();
		this.rows.forget(this.saves);
		assertThat(this.rows.find(innermost, true)).isNull();
		assertThat(this.rows.find(this.outer, true)).isNull();
	}

	@Test
	void rowIsAddedOnceThoughTheEntityListenerIsCalledTwice() {
		begin(this.saves, FakeRow.created(this.outer));
		for (int i = 0; i < 2; i++) {
			Objects.requireNonNull(this.rows.find(this.outer, true)).add();
		}
		assertThat(this.saves.waiting().size()).isEqualTo(1);
	}

	@Test
	void otherThreadHasItsOwn() throws InterruptedException {
		Thread thread = new Thread(() -> begin(this.saves, FakeRow.created(this.outer)));
		thread.start();
		thread.join();
		assertThat(this.rows.find(this.outer, true)).isNull();
	}

	private void begin(PendingSaves saves, FakeRow row) {
		this.rows.begin(saves, row, null, this.audience);
	}

}
