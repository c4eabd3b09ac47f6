package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SaveDelivery}.
 */
class SaveDeliveryTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final Book book = new Book(1);

	private final List<Boolean> springsActive = new ArrayList<>();

	@Test
	void applicationsOwnSessionIsToldWithinSpringsTransactionThatGoesOn() {
		noteSprings();
		this.delivery.transaction((session) -> commitOwn());
		assertThat(this.springsActive).containsExactly(true);
	}

	@Test
	void applicationsOwnSessionIsToldOutsideOfSpringsTransactionThatHasEnded() {
		noteSprings();
		this.delivery.transaction((session) -> afterCompletion(this::commitOwn));
		assertThat(this.springsActive).containsExactly(false);
	}

	@Test
	void springsTransactionThatHasEndedIsResumedThoughAListenerFails() {
		List<Object> resumed = new ArrayList<>();
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			throw new IllegalStateException("listener");
		});
		this.delivery.transaction((session) -> afterCompletion(() -> {
			assertThatIllegalStateException().isThrownBy(this::commitOwn);
			resumed.add(this.delivery.currentSession() == session);
		}));
		assertThat(resumed).containsExactly(true);
	}

	@Test
	void applicationsOwnSessionIsToldAfterItsCommitWithinSpringsTransaction() {
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			commitOwn();
			assertThat(this.delivery.told()).containsExactly("after: created Book 1");
		});
	}

	@Test
	void commitThatTheSessionDoesNotTellIsSeenByTheHook() {
		this.delivery.afterCommit("after", Heard.BOOKS).withSessionsThatAre(FakeSession::withoutEnd);
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).containsExactly("after: created Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void rollbackThatTheSessionDoesNotTellIsSeenByTheHook() {
		this.delivery.afterCommit("after", Heard.BOOKS).withSessionsThatAre(FakeSession::withoutEnd);
		assertThatIllegalStateException().isThrownBy(() -> this.delivery.transaction(
				(session) -> session.failingToFlush(new IllegalStateException()).save(FakeRow.created(this.book))));
		assertThat(this.delivery.told()).isEmpty();
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void rowsOfAFailedFlushAreForgottenBeforeTheCommit() {
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		FakeSession own = this.delivery.session().flushedManually();
		own.begin();
		own.failingToFlush(new IllegalStateException("constraint")).save(FakeRow.created(this.book));
		assertThatIllegalStateException().isThrownBy(own::flush);
		own.commit();
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void sessionWithoutATransactionHasCommittedWhenItsFlushHasBeenTold() {
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		FakeSession session = this.delivery.session();
		session.save(FakeRow.created(this.book), FakeRow.created(new Book(2)));
		session.flush();
		assertThat(this.delivery.told()).containsExactly("before: created Book 1", "before: created Book 2",
				"after: created Book 1", "after: created Book 2");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void sessionWithoutATransactionWaitsWithWhatIsToldByItsNextFlush() {
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		FakeSession session = this.delivery.session();
		session.insertAtOnce(FakeRow.created(this.book));
		assertThat(this.delivery.told()).isEmpty();
		session.flush();
		assertThat(this.delivery.told()).containsExactly("before: created Book 1", "after: created Book 1");
	}

	@Test
	void sessionWithoutATransactionHasCommittedWhatNobodyIsToldBefore() {
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.delivery.session().insertAtOnce(FakeRow.created(this.book));
		assertThat(this.delivery.told()).containsExactly("after: created Book 1");
	}

	private void noteSprings() {
		this.delivery.inTransaction("listener", Heard.BOOKS,
				(event) -> this.springsActive.add(TransactionSynchronizationManager.isActualTransactionActive()));
	}

	private void commitOwn() {
		FakeSession own = this.delivery.session();
		own.begin();
		own.save(FakeRow.created(this.book));
		own.commit();
	}

	private static void afterCompletion(Runnable call) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				call.run();
			}

		});
	}

}
