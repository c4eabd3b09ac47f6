package io.postsave.delivery;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvent;
import io.postsave.delivery.DeliveryFixture.Heard;
import io.postsave.delivery.FakeEntity.Author;
import io.postsave.delivery.FakeEntity.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link SaveRecorder}, from a written row to a told listener.
 */
class SaveRecorderTests {

	@RegisterExtension
	final DeliveryFixture delivery = new DeliveryFixture();

	private final Book book = new Book(1);

	@Test
	void rowIsToldAsTheFlushHasWrittenIt() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.updated(this.book).changing("title", "Emma", "Persuasion"));
			session.flush();
			assertThat(this.delivery.told()).containsExactly("listener: updated Book 1");
			PostSaveEvent<?> event = this.delivery.events().get(0);
			assertThat(event.getEntity()).isSameAs(this.book);
			assertThat(event.getEntityType()).isEqualTo(Book.class);
			assertThat(event.getId()).isEqualTo(1L);
			assertThat(event.getPersistenceUnit()).isEqualTo(FakeSession.PERSISTENCE_UNIT);
			assertThat(event.hasChanged("title")).isTrue();
		});
		assertThat(this.delivery.told()).hasSize(1);
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void rowsAreToldInTheOrderOfWriting() {
		this.delivery.inTransaction("books", Heard.BOOKS).inTransaction("authors", Heard.AUTHORS);
		this.delivery.transaction((session) -> session.save(FakeRow.created(new Author(2)), FakeRow.created(this.book),
				FakeRow.updated(new Author(2))));
		assertThat(this.delivery.told()).containsExactly("authors: created Author 2", "books: created Book 1",
				"authors: updated Author 2");
	}

	@Test
	void rowIsToldInBothDeliveries() {
		this.delivery.afterCommit("after", Heard.BOOKS).inTransaction("before", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.flush();
			session.save(FakeRow.updated(this.book));
		});
		assertThat(this.delivery.told()).containsExactly("before: created Book 1", "before: updated Book 1",
				"after: created Book 1");
	}

	@Test
	void rowIsToldOnceThoughTheEntityListenerIsCalledTwice() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> session.write(FakeRow.created(this.book),
				() -> this.delivery.recorder().entitySaved(this.book, true)));
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
	}

	@Test
	void rowThatTheEntityListenerIsNotCalledForIsNotTold() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			FakeRow row = FakeRow.created(this.book);
			this.delivery.recorder().rowWritten(session, Book.class, true, row, (written) -> written);
			this.delivery.recorder().entitySaved(this.book, false);
			this.delivery.recorder().rowDone(session, this.book, true);
		});
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void entityListenerThatIsCalledForNoRowDoesNothing() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> this.delivery.recorder().entitySaved(this.book, true));
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void rowThatNobodyHearsIsNotEvenMade() {
		this.delivery.inTransaction("listener", Heard.AUTHORS).afterCommit("after", Heard.AUTHORS);
		this.delivery.transaction((session) -> {
			this.delivery.recorder().rowWritten(session, Book.class, true, this.book, (event) -> {
				throw new IllegalStateException("made");
			});
			assertThat(this.delivery.delivery().isAnythingPending()).isFalse();
		});
	}

	@Test
	void mutedRowIsNotTold() {
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			this.delivery.mutes().begin(Object.class);
			session.save(FakeRow.created(this.book));
			session.flush();
			this.delivery.mutes().end();
			session.save(FakeRow.updated(this.book));
		});
		assertThat(this.delivery.told()).containsExactly("before: updated Book 1", "after: updated Book 1");
	}

	@Test
	void mutedRowIsNoPartOfWhatIsToldOfTheSameRow() {
		this.delivery.afterCommit("after", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.updated(this.book).changing("title", "a", "b"));
			session.flush();
			this.delivery.mutes().begin(Book.class);
			session.save(FakeRow.updated(this.book).changing("price", 1, 2));
			session.flush();
			this.delivery.mutes().end();
			session.save(FakeRow.updated(this.book).changing("title", "b", "c"));
		});
		assertThat(this.delivery.told()).containsExactly("after: updated Book 1");
		assertThat(this.delivery.events().get(0).getChanges())
			.containsOnly(entry("title", new AttributeChange("a", "c")));
	}

	@Test
	void excludedRowIsNotToldNorFlushedFor() {
		this.delivery.exclude(Book.class).inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		FakeSession session = this.delivery.transaction((current) -> current.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).isEmpty();
		assertThat(session.calls("flush", "commit")).containsExactly("commit", "flush");
	}

	@Test
	void updateThatNobodyHearsIsPartOfACreationThatSomebodyHears() {
		this.delivery.afterCommit("creations", Heard.CREATED_BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book).changing("title", null, "a"));
			session.flush();
			session.save(FakeRow.updated(this.book).changing("title", "a", "b"));
		});
		assertThat(this.delivery.told()).containsExactly("creations: created Book 1");
		assertThat(this.delivery.events().get(0).getChanges()).containsEntry("title", new AttributeChange(null, "b"));
	}

	@Test
	void updateThatNobodyHearsKeepsNothingOfItsSession() {
		this.delivery.afterCommit("creations", Heard.CREATED_BOOKS);
		this.delivery.transaction((session) -> {
			session.write(FakeRow.updated(this.book));
			assertThat(this.delivery.delivery().isAnythingPending()).isFalse();
		});
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void creationMakesALaterUpdateACreation() {
		this.delivery.afterCommit("updates", Heard.UPDATED_BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.flush();
			session.save(FakeRow.updated(this.book));
		});
		assertThat(this.delivery.told()).isEmpty();
	}

	@Test
	void rowThatIsWrittenForNothingThatListenersDidIsNotTold() {
		this.delivery.withSessionsThatAre((session) -> session.overlooking((row) -> !row.isCreated()));
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			if (event.isCreated()) {
				this.delivery.currentSession().save(FakeRow.updated(this.book));
			}
		});
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
	}

	@Test
	void statelessSessionHasItsRowsToldAtOnce() {
		this.delivery.withSessionsThatAre(FakeSession::stateless);
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.insertAtOnce(FakeRow.created(this.book));
			assertThat(this.delivery.told()).containsExactly("before: created Book 1");
		});
		assertThat(this.delivery.told()).containsExactly("before: created Book 1", "after: created Book 1");
	}

	@Test
	void statelessSessionWithoutATransactionHasCommitted() {
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		this.delivery.session().stateless().insertAtOnce(FakeRow.created(this.book));
		assertThat(this.delivery.told()).containsExactly("before: created Book 1", "after: created Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void statelessSessionWithoutATransactionHasCommittedThoughAListenerFails() {
		this.delivery.afterCommit("after", Heard.BOOKS).inTransaction("before", Heard.BOOKS, (event) -> {
			throw new IllegalStateException("listener");
		});
		FakeSession session = this.delivery.session().stateless();
		assertThatIllegalStateException().isThrownBy(() -> session.insertAtOnce(FakeRow.created(this.book)))
			.withMessage("listener");
		assertThat(this.delivery.told()).containsExactly("before: created Book 1", "after: created Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void rowThatIsWrittenAtOnceWaitsForTheNextFlush() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.insertAtOnce(FakeRow.created(this.book));
			assertThat(this.delivery.told()).isEmpty();
			assertThat(session.calls("inserted")).hasSize(1);
			session.flush();
			assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
		});
		assertThat(this.delivery.told()).hasSize(1);
	}

	@Test
	void rowThatIsWrittenAtOnceIsToldBeforeACommitThatFlushesNothing() {
		this.delivery.withSessionsThatAre(FakeSession::flushedManually);
		this.delivery.inTransaction("listener", Heard.BOOKS);
		FakeSession session = this.delivery.transaction((current) -> current.insertAtOnce(FakeRow.created(this.book)));
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
		assertThat(session.calls("flush", "flushAgain")).isEmpty();
	}

	@Test
	void flushWithinACascadeTellsNobody() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.within(session::flush);
			assertThat(this.delivery.told()).isEmpty();
			session.flush();
			assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
		});
	}

	@Test
	void flushThatIsLeftOutEndsForTheSessionAlone() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.insertAtOnce(FakeRow.created(this.book));
			this.delivery.recorder().flushBegins(session);
			this.delivery.recorder().flushLeftOut(session);
			assertThat(session.calls("flushBegins", "flushEnds")).containsExactly("flushBegins", "flushEnds");
			assertThat(this.delivery.told()).isEmpty();
		});
		assertThat(this.delivery.told()).hasSize(1);
	}

	@Test
	void flushOfASessionWithNothingPendingIsNobodysBusiness() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.flush();
			this.delivery.recorder().flushLeftOut(session);
			this.delivery.recorder().sessionCleared(session);
			this.delivery.recorder().entityLoaded(session, this.book);
			assertThat(session.calls("flushBegins", "flushEnds", "loaded", "look")).isEmpty();
		});
	}

	@Test
	void rowsOfAFailedFlushAreNotTold() {
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.failingToFlush(new IllegalStateException("constraint"));
			assertThatIllegalStateException().isThrownBy(session::flush).withMessage("constraint");
			session.failingToFlush(null);
			session.save(FakeRow.created(new Book(2)));
		});
		assertThat(this.delivery.told()).containsExactly("before: created Book 2", "after: created Book 2");
	}

	@Test
	void failedCallbackLeavesNothingBehind() {
		this.delivery.inTransaction("listener", Heard.BOOKS);
		this.delivery.transaction((session) -> {
			assertThatIllegalStateException().isThrownBy(() -> session.write(FakeRow.created(this.book), () -> {
				throw new IllegalStateException("callback");
			}));
			session.save(FakeRow.created(new Book(2)));
		});
		assertThat(this.delivery.told()).containsExactly("listener: created Book 2");
		assertThat(this.delivery.delivery().rowsInCallbacks().find(this.book, true)).isNull();
	}

	@Test
	void rolledBackRowIsNotToldAfterwards() {
		this.delivery.inTransaction("before", Heard.BOOKS).afterCommit("after", Heard.BOOKS);
		assertThatIllegalStateException().isThrownBy(() -> this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			session.flush();
			throw new IllegalStateException("application");
		}));
		assertThat(this.delivery.told()).containsExactly("before: created Book 1");
		assertThat(this.delivery.isAnythingPending()).isFalse();
	}

	@Test
	void rowThatAnEarlierListenerRemovesIsNotTold() {
		Book second = new Book(2);
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> this.delivery.currentSession().remove(second));
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book), FakeRow.created(second)));
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1");
	}

	@Test
	void rowWhoseRemovalIsWithdrawnIsToldLater() {
		Book second = new Book(2);
		this.delivery.inTransaction("listener", Heard.BOOKS, (event) -> {
			FakeSession session = this.delivery.currentSession();
			if (event.getEntity() == this.book) {
				session.remove(second);
			}
			else if (event.getEntity() != second) {
				session.withdrawRemoval(second);
			}
		});
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book), FakeRow.created(second),
				FakeRow.created(new Book(3))));
		assertThat(this.delivery.told()).containsExactly("listener: created Book 1", "listener: created Book 3",
				"listener: created Book 2");
	}

	@Test
	void rowThatALaterTransactionOfTheThreadRemovesIsNotToldAfterItsCommit() {
		Book second = new Book(2);
		this.delivery.afterCommit("after", Heard.BOOKS, (event) -> this.delivery.transaction((session) -> {
			session.remove(second);
			session.flush();
		}));
		this.delivery.transaction((session) -> session.save(FakeRow.created(this.book), FakeRow.created(second)));
		assertThat(this.delivery.told()).containsExactly("after: created Book 1");
	}

	@Test
	void listenersThatComeDuringATransactionAreTold() {
		this.delivery.inTransaction("first", Heard.AUTHORS);
		this.delivery.transaction((session) -> {
			session.save(FakeRow.created(this.book));
			this.delivery.inTransaction("second", Heard.BOOKS);
		});
		assertThat(this.delivery.told()).containsExactly("second: created Book 1");
	}

}
