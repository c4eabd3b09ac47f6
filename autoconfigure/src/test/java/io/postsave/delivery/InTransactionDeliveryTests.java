package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import io.postsave.listener.InTransactionPublication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link InTransactionDelivery}.
 */
class InTransactionDeliveryTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final Book book = new Book(1);

	@Test
	void whatAListenerSavesIsToldInTheNextRound() {
		this.delivery.inTransaction("books", Heard.BOOKS, (event) -> this.delivery.currentSession()
			.save(FakeRow.created(new Author(((Book) event.getEntity()).id()))));
		this.delivery.inTransaction("authors", Heard.AUTHORS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book), FakeRow.created(new Book(2)));
			session.flush();
			assertThat(this.delivery.told()).containsExactly("books: created Book 1", "books: created Book 2",
					"authors: created Author 1", "authors: created Author 2");
		});
	}

	@Test
	void roundIsFollowedByAFlushOfWhatListenersHaveChanged() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.flush();
			assertThat(session.calls("flush", "look", "flushAgain", "forgetLook")).containsExactly("flush",
					"forgetLook", "look", "flushAgain", "forgetLook");
		});
	}

	@Test
	void explicitFlushUnderFlushModeManualIsFollowedByOneToo() {
		this.delivery.withSessionsThatAre(FakeSession::flushedManually);
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.flush();
			assertThat(session.calls("flushAgain")).hasSize(1);
		});
	}

	@Test
	void rowThatWasWrittenAtOnceIsFollowedByNoFlushUnderFlushModeManual() {
		this.delivery.withSessionsThatAre(FakeSession::flushedManually);
		Book second = new Book(2);
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> this.delivery.currentSession().remove(second));
		FakeSession session = this.delivery.transaction((current) -> {
			current.insertAtOnce(FakeRow.created(this.book));
			current.insertAtOnce(FakeRow.created(second));
		});
		assertThat(session.calls("flush", "flushAgain")).isEmpty();
		assertThat(this.delivery.told()).as("what is not flushed is not removed")
			.containsExactly("listener: created Book 1", "listener: created Book 2");
	}

	@Test
	void flushThatHasWrittenNothingIsForgottenUnderFlushModeManual() {
		this.delivery.withSessionsThatAre(FakeSession::flushedManually);
		this.delivery.inTransaction("listener", Heard.BOOKS);
		FakeSession session = this.delivery.transaction((current) -> {
			current.insertAtOnce(FakeRow.created(this.book));
			current.flush();
			current.flush();
			current.insertAtOnce(FakeRow.created(new Book(2)));
		});
		assertThat(this.delivery.told()).hasSize(2);
		assertThat(session.calls("flushAgain")).hasSize(1);
	}

	@Test
	void flushWithinAListenerWritesAndItsRowsWaitInLine() {
		List<String> steps = new ArrayList<>();
		this.delivery.inTransaction("first", Heard.CREATED_BOOKS, (event) -> {
			FakeSession session = this.delivery.currentSession();
			session.save(FakeRow.updated(this.book));
			session.flush();
			steps.add("flushed");
		});
		this.delivery.inTransaction("second", Heard.BOOKS, (event) -> steps.add("second"));
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.flush();
		});
		assertThat(steps).containsExactly("flushed", "second", "second");
		assertThat(this.delivery.told()).containsExactly("first: created Book 1", "second: created Book 1",
				"second: updated Book 1");
	}

	@Test
	void failureHalfWayDiscardsTheRestAndMarksTheTransaction() {
		this.delivery.inTransaction("books", Heard.BOOKS, (event) -> {
			this.delivery.currentSession().insertAtOnce(FakeRow.created(new Author(1)));
			if (event.getEntity() != this.book) {
				throw new IllegalStateException("listener");
			}
		});
		this.delivery.inTransaction("authors", Heard.AUTHORS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book), FakeRow.created(new Book(2)), FakeRow.created(new Book(3)));
			assertThatIllegalStateException().isThrownBy(session::flush).withMessage("listener");
			assertThat(session.calls("markRollbackOnly")).hasSize(1);
			session.flush();
		});
		assertThat(this.delivery.told()).containsExactly("books: created Book 1", "books: created Book 2");
	}

	@Test
	void deliveryIsOverAfterAFailure() {
		this.delivery.inTransaction("books", Heard.BOOKS, (event) -> {
			if (event.getEntity() == this.book) {
				throw new IllegalStateException("listener");
			}
		});
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			assertThatIllegalStateException().isThrownBy(session::flush);
			assertThat(session.hasLooked()).isFalse();
			session.save(FakeRow.created(new Book(2)));
			session.flush();
		});
		assertThat(this.delivery.told()).containsExactly("books: created Book 1", "books: created Book 2");
	}

	@Test
	void nothingIsToldAfterTheCommitOfATransactionThatAListenerHasFailed() {
		this.delivery.afterCommit("after", Heard.BOOKS).inTransaction("before", Heard.BOOKS, (event) -> {
			throw new IllegalStateException("listener");
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> this.delivery.transaction((session) -> session.save(FakeRow.created(this.book))))
			.withMessage("listener");
		assertThat(this.delivery.told()).containsExactly("before: created Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void listenersThatNeverComeToAnEndFail() {
		this.delivery.inTransaction("endless", Heard.BOOKS,
				(event) -> this.delivery.currentSession().save(FakeRow.updated(this.book)));
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			assertThatExceptionOfType(EndlessSavesException.class).isThrownBy(session::flush)
				.withMessageContaining("after 3 rounds in persistence unit 'unit'")
				.withMessageContaining(Book.class.getName() + " (told to ")
				.withMessageContaining("BookListener.saved(")
				.withMessageContaining("'post-save.max-rounds'");
			assertThat(session.calls("markRollbackOnly")).hasSize(1);
		});
		assertThat(this.delivery.told()).hasSize(DeliveryFixture.MAX_ROUNDS);
	}

	@Test
	void asManyRoundsAsAllowedAreFine() {
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			if (this.delivery.told().size() < DeliveryFixture.MAX_ROUNDS) {
				this.delivery.currentSession().save(FakeRow.updated(this.book));
			}
		});
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).hasSize(DeliveryFixture.MAX_ROUNDS);
	}

	@Test
	void roundsBeforeTheCommitAreCountedWithThoseOfItsSynchronizations() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			SimpleTransactionStatus transaction = new SimpleTransactionStatus();
			Commit commit = this.delivery.transactions().openCommits().begin(transaction);
			commit.tellsIn(session, true, DeliveryFixture.MAX_ROUNDS - 1);
			session.save(FakeRow.created(this.book));
			session.flush();
			assertThat(this.delivery.told()).hasSize(1);
			commit.tellsIn(session, true, DeliveryFixture.MAX_ROUNDS);
			session.save(FakeRow.updated(this.book));
			assertThatExceptionOfType(EndlessSavesException.class).isThrownBy(session::flush)
				.satisfies((endless) -> assertThat(commit.listenerFailure()).isSameAs(endless));
			this.delivery.transactions().openCommits().end(transaction);
		});
		assertThat(this.delivery.told()).hasSize(1);
	}

	@Test
	void listenersFailureIsNotedAtTheCommitThatItIsToldBefore() {
		RuntimeException failure = new IllegalStateException("listener");
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			throw failure;
		});
		this.delivery.transaction((session) -> {
			SimpleTransactionStatus transaction = new SimpleTransactionStatus();
			Commit commit = this.delivery.transactions().openCommits().begin(transaction);
			commit.tellsIn(session, false, 0);
			session.save(FakeRow.created(this.book));
			assertThatIllegalStateException().isThrownBy(session::flush);
			assertThat(commit.listenerFailure()).isSameAs(failure);
			this.delivery.transactions().openCommits().end(transaction);
		});
	}

	@Test
	void lookIsKeptForTheFlushOfTheCommit() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			SimpleTransactionStatus transaction = new SimpleTransactionStatus();
			Commit commit = this.delivery.transactions().openCommits().begin(transaction);
			commit.tellsIn(session, true, 0);
			session.save(FakeRow.created(this.book));
			session.flush();
			assertThat(session.hasLooked()).isTrue();
			this.delivery.transactions().openCommits().end(transaction);
		});
	}

	@Test
	void transactionIsRolledBackOnATransactionExceptionAfterWhichSpringWouldNot() {
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			throw new CannotCreateTransactionException("listener");
		});
		FakeSession[] sessions = new FakeSession[1];
		assertThatExceptionOfType(CannotCreateTransactionException.class)
			.isThrownBy(() -> this.delivery.transaction((current) -> {
				sessions[0] = current;
				current.save(FakeRow.created(this.book));
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						current.flush();
					}

				});
			}));
		assertThat(sessions[0].calls("commit", "rollback")).containsExactly("rollback");
	}

	@Test
	void nothingIsRegisteredForARollbackOnOtherExceptions() {
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			throw new IllegalStateException("listener");
		});
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			assertThatIllegalStateException().isThrownBy(session::flush);
			assertThat(TransactionSynchronizationManager.getSynchronizations()).isEmpty();
		});
	}

	@Test
	void checkedExceptionOfAListenerPasses() {
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			throw new Exception("checked");
		});
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(session::flush)
				.havingRootCause()
				.isExactlyInstanceOf(Exception.class)
				.withMessage("checked");
			assertThat(session.calls("markRollbackOnly")).hasSize(1);
		});
	}

	@Test
	void roundsMustBeAllowed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InTransactionDelivery(new InTransactionPublication((event) -> {
			}), this.delivery.listeners(), this.delivery.transactions(), 0))
			.withMessage("'maxRounds' must be positive");
	}

}
