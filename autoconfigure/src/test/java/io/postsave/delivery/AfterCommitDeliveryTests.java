package io.postsave.delivery;

import java.util.ArrayList;
import java.util.List;

import io.postsave.PostSaveFailure;
import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link AfterCommitDelivery}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AfterCommitDeliveryTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final Book book = new Book(1);

	@Test
	void rowsAreToldWhenTheTransactionHasCommittedAndIsSuspended() {
		this.delivery.afterCommit("listener", Heard.BOOKS,
				(event) -> assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse());
		FakeSession session = this.delivery.transaction((current) -> {
			current.save(FakeRow.created(this.book));
			current.flush();
			assertThat(this.delivery.told()).isEmpty();
		});
		assertThat(session.hasCommitted()).isTrue();
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
		assertThat(this.delivery.failures()).isEmpty();
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void listenersOfOneRowAreCalledBeforeThoseOfTheNext() {
		this.delivery.afterCommit("first", Heard.BOOKS).afterCommit("second", Heard.CREATED_BOOKS);
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book), FakeRow.updated(new Book(2))));
		assertThat(this.delivery.told()).containsExactly("first: created Book 1", "second: created Book 1",
				"first: updated Book 2");
	}

	@Test
	void whatAListenersOwnTransactionSavesWaitsInLine() {
		this.delivery.afterCommit("books", Heard.BOOKS, (event) -> {
			Author author = new Author(((Book) event.getEntity()).id());
			this.delivery.transaction((session) -> session.save(FakeRow.created(author)));
			this.delivery.told().add("committed " + author);
		});
		this.delivery.afterCommit("authors", Heard.AUTHORS);
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book), FakeRow.created(new Book(2))));
		assertThat(this.delivery.told()).containsExactly("books: created Book 1", "committed Author 1",
				"books: created Book 2", "committed Author 2", "authors: created Author 1",
				"authors: created Author 2");
	}

	@Test
	void commitWithinAnotherTransactionIsToldFirst() {
		this.delivery.afterCommit("listener", Heard.BOOKS);
		this.delivery.transaction((outer) -> {
			outer.save(FakeRow.created(this.book));
			outer.flush();
			this.delivery.newTransaction((inner) -> inner.save(FakeRow.created(new Book(2))));
			assertThat(this.delivery.told()).containsExactly("listener: created Book 2");
		});
		assertThat(this.delivery.told()).containsExactly("listener: created Book 2", "listener: created Book 1");
	}

	@Test
	void commitOfAListenerThatIsToldBeforeAnotherCommitWaitsForThatOnesEnd() {
		List<Boolean> toldAtOnce = new ArrayList<>();
		this.delivery.inTransaction("before", Heard.AUTHORS, (event) -> {
			this.delivery.newTransaction((inner) -> inner.save(FakeRow.created(this.book)));
			toldAtOnce.add(this.delivery.told().contains("after: created Book 1"));
		});
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.delivery.transaction((outer) -> outer.save(FakeRow.created(new Author(1))));
		assertThat(toldAtOnce).containsExactly(false);
		assertThat(this.delivery.told()).containsExactly("before: created Author 1", "after: created Book 1");
	}

	@Test
	void chainThatIsTooLongIsAFailureOfTheListener() {
		this.delivery.afterCommit("endless", Heard.BOOKS,
				(event) -> this.delivery.transaction((session) -> session.save(FakeRow.updated(this.book))));
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).hasSize(DeliveryFixture.MAX_ROUNDS);
		assertThat(this.delivery.failures()).singleElement().satisfies((failure) -> {
			assertThat(failure.error()).isInstanceOf(EndlessSavesException.class)
				.hasMessageContaining("chain of more than 3 commits");
			assertThat(failure.event().getEntity()).isSameAs(this.book);
			assertThat(failure.listener()).contains("BookListener.saved(");
		});
	}

	@Test
	void failureGoesToTheErrorHandlerAndStopsNobodyElse() {
		RuntimeException error = new IllegalStateException("listener");
		this.delivery.afterCommit("first", Heard.BOOKS, (event) -> {
			throw error;
		}).afterCommit("second", Heard.BOOKS);
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).containsExactly("first: created Book 1", "second: created Book 1");
		assertThat(this.delivery.failures()).extracting(PostSaveFailure::error).containsExactly(error);
	}

	@Test
	void errorHandlerThatFailsStopsNobodyElse(CapturedOutput output) {
		this.delivery.withErrorHandler((failure) -> {
			throw new IllegalStateException("handler");
		});
		this.delivery.afterCommit("first", Heard.BOOKS, (event) -> {
			throw new IllegalStateException("listener");
		}).afterCommit("second", Heard.BOOKS);
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).containsExactly("first: created Book 1", "second: created Book 1");
		assertThat(output).contains("Error handler failed for listener").contains("handler").contains("listener");
	}

	@Test
	void errorOfTheVirtualMachineStopsTheDelivery() {
		OutOfMemoryError error = new OutOfMemoryError("full");
		this.delivery.afterCommit("first", Heard.BOOKS, (event) -> {
			throw error;
		}).afterCommit("second", Heard.BOOKS);
		FakeSession[] sessions = new FakeSession[1];
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.delivery.transaction((session) -> {
			sessions[0] = session;
			session.save(FakeRow.created(this.book));
		})).isSameAs(error);
		assertThat(sessions[0].hasCommitted()).isTrue();
		assertThat(this.delivery.told()).containsExactly("first: created Book 1");
		assertThat(this.delivery.failures()).isEmpty();
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void stackThatOverflowsIsAListenersFailure() {
		this.delivery.afterCommit("first", Heard.BOOKS, (event) -> {
			throw new StackOverflowError();
		}).afterCommit("second", Heard.BOOKS);
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).hasSize(2);
		assertThat(this.delivery.failures()).hasSize(1);
	}

	@Test
	void connectionIsGivenBackBeforeTheFirstListenerAndAfterEach() {
		List<Integer> givenBack = new ArrayList<>();
		FakeSession[] sessions = new FakeSession[1];
		DeliveryFixture.Action listener = (event) -> givenBack.add(sessions[0].calls("releaseConnection").size());
		this.delivery.afterCommit("first", Heard.BOOKS, listener).afterCommit("second", Heard.BOOKS, listener);
		this.delivery.transaction((session) -> {
			sessions[0] = session;
			session.save(FakeRow.created(this.book));
		});
		assertThat(givenBack).containsExactly(1, 2);
		assertThat(sessions[0].calls("releaseConnection")).hasSize(3);
	}

	@Test
	void connectionIsGivenBackWhenAListenerBeginsATransaction() {
		List<Integer> givenBack = new ArrayList<>();
		FakeSession[] sessions = new FakeSession[1];
		this.delivery.afterCommit("listener", Heard.BOOKS, (event) -> this.delivery
			.transaction((inner) -> givenBack.add(sessions[0].calls("releaseConnection").size())));
		this.delivery.transaction((session) -> {
			sessions[0] = session;
			session.save(FakeRow.created(this.book));
		});
		assertThat(givenBack).containsExactly(2);
	}

	@Test
	void connectionOfAReadOnlyTransactionIsNotGivenBack() {
		this.delivery.afterCommit("listener", Heard.BOOKS);
		FakeSession session = this.delivery.readOnlyTransaction((current) -> {
			current.save(FakeRow.created(this.book));
			current.flush();
		});
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
		assertThat(session.calls("releaseConnection")).isEmpty();
	}

	@Test
	void listenerThatAnotherOneAddsIsToldOfTheNextRow() {
		this.delivery.afterCommit("first", Heard.BOOKS, (event) -> {
			if (event.getEntity() == this.book) {
				this.delivery.afterCommit("second", Heard.BOOKS);
			}
		});
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book), FakeRow.created(new Book(2))));
		assertThat(this.delivery.told()).containsExactly("first: created Book 1", "first: created Book 2",
				"second: created Book 2");
	}

	@Test
	void applicationsOwnTransactionIsToldWhenItEnds() {
		this.delivery.afterCommit("listener", Heard.BOOKS);
		FakeSession session = this.delivery.session();
		session.begin();
		session.save(FakeRow.created(this.book));
		session.commit();
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
		assertThat(session.calls("releaseConnection")).hasSize(2);
	}

	@Test
	void testsAreToldWithinTheTransactionInRounds() {
		this.delivery.afterCommit("listener", Heard.BOOKS, (event) -> {
			if (event.isCreated()) {
				this.delivery.currentSession().save(FakeRow.updated(this.book));
			}
		});
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			this.delivery.recorder().tellAsIfCommitted();
			assertThat(this.delivery.told()).containsExactly("listener: created Book 1", "listener: updated Book 1");
			assertThat(session.isInTransaction()).isTrue();
			assertThat(session.calls("releaseConnection")).isEmpty();
		});
		assertThat(this.delivery.told()).hasSize(2);
	}

	@Test
	void testsNoticeFailuresWhenAllHaveBeenTold() {
		RuntimeException first = new IllegalStateException("first");
		RuntimeException second = new IllegalStateException("second");
		this.delivery.withErrorHandler(new LoggingErrorHandler());
		this.delivery.afterCommit("first", Heard.BOOKS, (event) -> {
			throw (event.getEntity() == this.book) ? first : second;
		}).afterCommit("second", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book), FakeRow.created(new Book(2)));
			assertThatIllegalStateException().isThrownBy(() -> this.delivery.recorder().tellAsIfCommitted())
				.isSameAs(first)
				.satisfies((thrown) -> assertThat(thrown).hasSuppressedException(second));
		});
		assertThat(this.delivery.told()).hasSize(4);
	}

	@Test
	void testsOfAnApplicationThatHandlesFailuresItselfNoticeNone() {
		this.delivery.afterCommit("listener", Heard.BOOKS, (event) -> {
			throw new IllegalStateException("listener");
		});
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			this.delivery.recorder().tellAsIfCommitted();
		});
		assertThat(this.delivery.failures()).hasSize(1);
	}

	@Test
	void testsNoticeThatListenersNeverComeToAnEndEvenThen() {
		this.delivery.afterCommit("endless", Heard.BOOKS,
				(event) -> this.delivery.currentSession().save(FakeRow.updated(this.book)));
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			assertThatExceptionOfType(EndlessSavesException.class)
				.isThrownBy(() -> this.delivery.recorder().tellAsIfCommitted());
		});
		assertThat(this.delivery.failures()).hasSize(1);
		assertThat(this.delivery.told().subList(0, DeliveryFixture.MAX_ROUNDS))
			.containsExactly("endless: created Book 1", "endless: updated Book 1", "endless: updated Book 1");
	}

	@Test
	void testsAreToldInLineWhereAListenerAsksForIt() {
		this.delivery.afterCommit("listener", Heard.BOOKS, (event) -> {
			if (event.isCreated()) {
				this.delivery.currentSession().save(FakeRow.updated(this.book));
				this.delivery.recorder().tellAsIfCommitted();
				this.delivery.told().add("asked");
			}
		});
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			this.delivery.recorder().tellAsIfCommitted();
		});
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1", "asked",
				"listener: updated Book 1");
	}

	@Test
	void testsAreToldInTheLineOfACommitThoughTheirTransactionIsRolledBack() {
		this.delivery.afterCommit("listener", Heard.BOOKS, (event) -> {
			if (event.isCreated()) {
				assertThatIllegalStateException().isThrownBy(() -> this.delivery.transaction((session) -> {
					session.save(FakeRow.updated(this.book));
					this.delivery.recorder().tellAsIfCommitted();
					throw new IllegalStateException("rolled back");
				})).withMessage("rolled back");
			}
		});
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.failures()).isEmpty();
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1", "listener: updated Book 1");
	}

	@Test
	void testsWithNothingToTellNoticeNothing() {
		this.delivery.afterCommit("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> this.delivery.recorder().tellAsIfCommitted());
		this.delivery.recorder().tellAsIfCommitted();
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void roundsMustBeAllowed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AfterCommitDelivery(this.delivery.listeners(), LoggingErrorHandler::new, 0))
			.withMessage("'maxRounds' must be positive");
	}

}
