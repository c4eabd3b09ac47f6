package io.postsave.integration.capture;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.postsave.AttributeChange;
import io.postsave.PostSaveEvents;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Books;
import io.postsave.library.catalog.Magazine;
import io.postsave.library.catalog.Notes;
import io.postsave.library.catalog.Publication;
import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of muting, with either delivery.
 */
abstract class AbstractMutingIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	PostSaveEvents events;

	@Autowired
	Books books;

	@Autowired
	Notes notes;

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void exactlyWhatTheBlockSavedIsMuted() {
		inTransaction(() -> {
			persist(new Book("before"), new Note("before"));
			this.events.mute(() -> persist(new Book("within"), new Note("within")));
			persist(new Book("behind"), new Note("behind"));
		});
		assertThat(heard()).containsExactlyInAnyOrder("+before", "+before", "+behind", "+behind");
		assertThat(stored(Book.class)).containsExactly("before", "behind", "within");
	}

	@Test
	void updateOfTheBlockIsMuted() {
		Book book = new Book("one", "Ann");
		saved(book);
		inTransaction(() -> {
			Book found = this.entityManager.find(Book.class, book.getId());
			this.events.mute(() -> found.setTitle("two"));
			found.setAuthor("Bob");
		});
		assertThat(heard()).containsExactly("~two");
		assertThat(only().getChanges()).containsExactly(entry("author", new AttributeChange("Ann", "Bob")));
	}

	@Test
	void mutedCreationIsNotToldLaterEither() {
		inTransaction(() -> {
			Book book = new Book("one");
			this.events.mute(() -> persist(book));
			flush();
			assertThat(heard()).isEmpty();
			book.setTitle("two");
		});
		assertThat(heard()).containsExactly("~two");
		assertThat(only().getChanges()).containsExactly(entry("title", new AttributeChange("one", "two")));
	}

	@Test
	void blockReturnsAResult() {
		Book saved = this.events.mute(() -> this.books.save(new Book("one")));
		assertThat(saved.getId()).isNotNull();
		assertThat(this.events.<Book>mute(Book.class, () -> this.books.save(new Book("two"))).getTitle())
			.isEqualTo("two");
		assertThat(heard()).isEmpty();
	}

	@Test
	void blocksNest() {
		inTransaction(() -> {
			this.events.mute(Book.class, () -> {
				persist(new Book("muted"), new Note("first"));
				this.events.mute(() -> {
					persist(new Book("muted"), new Note("muted"));
					this.events.mute(Note.class, () -> persist(new Book("muted"), new Note("muted too")));
					persist(new Book("muted"), new Note("still muted"));
				});
				persist(new Book("muted"), new Note("second"));
			});
			persist(new Book("third"));
		});
		assertThat(heard()).containsExactly("+first", "+second", "+third");
	}

	@Test
	void blockEndsAfterAnException() {
		inTransaction(() -> {
			persist(new Book("before"));
			assertThatIllegalStateException().isThrownBy(() -> this.events.mute(() -> {
				persist(new Book("within"));
				throw new IllegalStateException("refused");
			})).withMessage("refused");
			persist(new Book("behind"));
		});
		assertThat(heard()).containsExactly("+before", "+behind");
		assertThat(stored(Book.class)).containsExactly("before", "behind", "within");
	}

	@ParameterizedTest
	@MethodSource
	void savesOfABlockThatFailsAreMuted(Throwable failure) {
		inTransaction(() -> {
			persist(new Book("before"));
			assertThatExceptionOfType(Throwable.class).isThrownBy(() -> this.events.mute(() -> {
				persist(new Book("within"), new Note("within"));
				AbstractMutingIntegrationTests.<RuntimeException>sneak(failure);
			})).isSameAs(failure);
			assertThat(failure.getSuppressed()).isEmpty();
			persist(new Book("behind"));
		});
		assertThat(heard()).containsExactly("+before", "+behind");
		assertThat(stored(Book.class)).containsExactly("before", "behind", "within");
	}

	static Stream<Throwable> savesOfABlockThatFailsAreMuted() {
		return Stream.of(new IllegalStateException("refused"), new IOException("a checked one"),
				new AssertionError("refused"), new StackOverflowError(), new Throwable("neither"));
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable failure) throws T {
		throw (T) failure;
	}

	@Test
	void failedFlushAfterAFailedBlockIsSuppressed() {
		saved(new Note("taken"));
		IOException failure = new IOException("refused");
		assertThatExceptionOfType(Throwable.class).isThrownBy(() -> inTransaction(() -> this.events.mute(() -> {
			Note note = new Note("free");
			persist(note);
			note.setText("taken");
			AbstractMutingIntegrationTests.<RuntimeException>sneak(failure);
		}))).satisfies((thrown) -> assertThat(thrown).hasRootCauseInstanceOf(IOException.class));
		assertThat(failure.getSuppressed()).hasSize(1);
		inTransaction(() -> persist(new Book("another")));
		assertThat(heard()).containsExactly("+another");
	}

	@Test
	void savesOfABlockWhoseOwnFlushFailsAreMuted() {
		saved(new Note("taken"));
		assertThatException().isThrownBy(() -> inTransaction(() -> {
			assertThatException().isThrownBy(() -> this.events.mute(() -> {
				Note note = new Note("free");
				persist(note);
				note.setText("taken");
			}));
			persist(new Note("behind"));
		}));
		assertThat(heard()).isEmpty();
		assertThat(stored(Note.class)).containsExactly("taken");
	}

	@Test
	void savesOfABlockThatMarksItsTransactionAreMuted() {
		assertThatException().isThrownBy(() -> inTransaction(() -> {
			this.events.mute(() -> {
				persist(new Book("within"));
				this.entityManager.unwrap(Session.class).getTransaction().setRollbackOnly();
			});
			flush();
			assertThat(heard()).isEmpty();
		}));
		assertThat(heard()).isEmpty();
		assertThat(stored(Book.class)).isEmpty();
	}

	@Test
	void exactlyWhatTheBlockSavedIsMutedUnderFlushModeCommit() {
		inTransaction(() -> {
			this.entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.COMMIT);
			persist(new Book("before"), new Note("before"));
			this.events.mute(() -> persist(new Book("within"), new Note("within")));
			persist(new Book("behind"), new Note("behind"));
		});
		assertThat(heard()).containsExactlyInAnyOrder("+before", "+before", "+behind", "+behind");
	}

	@Test
	void blockEndsAfterAFailedFlush() {
		saved(new Note("taken"));
		assertThatException().isThrownBy(() -> inTransaction(() -> this.events.mute(() -> {
			Note note = new Note("free");
			persist(note);
			note.setText("taken");
		})));
		inTransaction(() -> persist(new Book("another")));
		assertThat(heard()).containsExactly("+another");
	}

	@Test
	void typeIsMutedWithItsSubtypes() {
		inTransaction(() -> {
			this.events.mute(Publication.class,
					() -> persist(new Publication("muted"), new Magazine("muted"), new Book("first")));
			this.events.mute(Magazine.class, () -> persist(new Publication("second"), new Magazine("muted")));
			persist(new Magazine("third"));
		});
		assertThat(heard()).containsExactly("+first", "+second", "+third");
	}

	@Test
	void transactionsWithinTheBlockAreMuted() {
		this.events.mute(() -> {
			inTransaction(() -> persist(new Book("muted")));
			this.notes.save(new Note("muted"));
			try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
				own.getTransaction().begin();
				own.persist(new Book("muted"));
				own.getTransaction().commit();
			}
		});
		assertThat(heard()).isEmpty();
		assertThat(stored(Book.class)).containsExactly("muted", "muted");
	}

	@Test
	void newTransactionWithinTheBlockIsMutedAndTheOuterOneIsNot() {
		inTransaction(() -> {
			persist(new Book("outer"));
			this.events.mute(() -> inNewTransaction(() -> persist(new Book("inner"))));
		});
		assertThat(heard()).containsExactly("+outer");
	}

	@Test
	void otherThreadsAreUnaffected() {
		this.events
			.mute(() -> CompletableFuture.runAsync(() -> inTransaction(() -> persist(new Book("another thread"))))
				.join());
		assertThat(heard()).containsExactly("+another thread");
	}

	@Test
	void listenerMutesWhatItSaves() {
		this.script.onCreated(Book.class, (book) -> {
			this.events.mute(() -> this.notes.save(new Note(book.getTitle() + ", muted")));
			this.notes.save(new Note(book.getTitle() + ", told"));
		});
		inTransaction(() -> persist(new Book("one"), new Book("two"), new Publication("three")));
		assertThat(heard()).containsExactlyInAnyOrder("+one", "+two", "+three", "+one, told", "+two, told");
		assertThat(stored(Note.class)).hasSize(4);
	}

	@Test
	void nothingIsFlushedUnderManualFlush() {
		inTransaction(() -> {
			this.entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			persist(new Book("before"));
			this.events.mute(() -> {
				assertThat(countOfBooks()).isZero();
				persist(new Book("within"));
			});
			assertThat(countOfBooks()).isZero();
			flush();
		});
		assertThat(heard()).containsExactly("+before", "+within");
	}

	@Test
	void nothingIsFlushedInAReadOnlyTransaction() {
		TransactionTemplate readOnly = new TransactionTemplate(this.transactionManager);
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			persist(new Book("before"));
			this.events.mute(() -> persist(new Book("within")));
			assertThat(countOfBooks()).isZero();
		});
		assertThat(heard()).isEmpty();
		assertThat(stored(Book.class)).isEmpty();
	}

	@Test
	void nothingIsFlushedWithoutATransaction() {
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			own.persist(new Book("before"));
			this.events.mute(() -> own.persist(new Book("within")));
			assertThat(countOfBooks()).isZero();
			own.getTransaction().begin();
			own.getTransaction().commit();
		}
		assertThat(heard()).containsExactly("+before", "+within");
	}

	@Test
	void transactionThatIsMarkedRollbackOnlyMayMute() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			status.setRollbackOnly();
			this.events.mute(() -> persist(new Book("within")));
		});
		assertThat(heard()).isEmpty();
		assertThat(stored(Book.class)).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway")
	void argumentsAreRequired() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.events.mute((Runnable) null))
			.withMessage("'block' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> this.events.mute((Class<?>) null, () -> {
		})).withMessage("'entityType' must not be null");
	}

	private int countOfBooks() {
		return this.jdbc.queryForObject("select count(*) from book", Integer.class);
	}

}
