package io.postsave.integration.failures;

import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of transactions that do not commit, and of those within others.
 */
abstract class AbstractFailedCommitsIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Test
	void rolledBackSaveIsNotTold() {
		assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> {
			persist(new Book("flushed"), new Note("identity"));
			flush();
			persist(new Book("not flushed"));
			throw new IllegalStateException("refused");
		}));
		assertNothingIsTold();
	}

	@Test
	void saveMarkedRollbackOnlyIsNotTold() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			persist(new Book("flushed"), new Note("identity"));
			flush();
			status.setRollbackOnly();
		});
		assertNothingIsTold();
	}

	@Test
	void caughtFailureOfAJoinedInnerTransactionIsNotTold() {
		assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(() -> inTransaction(() -> {
			persist(new Book("outer"));
			flush();
			assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> {
				persist(new Book("inner"));
				flush();
				throw new IllegalStateException("refused");
			}));
			persist(new Note("outer"));
		}));
		assertNothingIsTold();
	}

	@Test
	void savesOfAJoinedInnerTransactionAreToldAtTheOuterCommit() {
		inTransaction(() -> {
			persist(new Book("outer"));
			inTransaction(() -> {
				persist(new Book("inner"));
				flush();
			});
			assertThat(heard()).isEmpty();
		});
		assertThat(heard()).containsExactly("+outer", "+inner");
	}

	@Test
	void duplicateKeyAtTheCommitIsNotTold() {
		saved(new Note("taken"));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> inTransaction(() -> {
			Note note = new Note("free");
			persist(note, new Book("book"));
			flush();
			note.setText("taken");
		}));
		assertNothingIsTold();
		assertThat(stored(Note.class)).containsExactly("taken");
	}

	@Test
	void caughtDuplicateKeyAtAFlushIsNotTold() {
		saved(new Note("taken"));
		assertThatException().isThrownBy(() -> inTransaction(() -> {
			persist(new Book("book"));
			flush();
			persist(new Book("another"));
			assertThatException().isThrownBy(() -> {
				persist(new Note("taken"));
				flush();
			});
		}));
		assertNothingIsTold();
	}

	@Test
	void lostUpdateIsNotTold() {
		saved(new Account("a", "Ann"));
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> inTransaction(() -> {
			persist(new Book("book"));
			flush();
			this.entityManager.find(Account.class, "a").setOwner("Bob");
			inNewTransaction(() -> this.entityManager.find(Account.class, "a").setOwner("Eve"));
			assertThat(heard()).containsExactly("~a");
			this.script.reset();
		}));
		assertNothingIsTold();
	}

	@Test
	void failureBeforeTheCommitIsNotTold() {
		assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> {
			persist(new Book("book"));
			synchronize(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					flush();
					throw new IllegalStateException("refused");
				}

			});
		}));
		assertNothingIsTold();
	}

	@Test
	void failureOfSomebodyElseAfterTheCommitIsTold() {
		assertThatIllegalStateException().isThrownBy(() -> inTransaction(() -> {
			persist(new Book("book"));
			synchronize(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					throw new IllegalStateException("too late");
				}

			});
		}));
		assertThat(heard()).containsExactly("+book");
	}

	@Test
	void innerTransactionIsToldAtItsOwnCommit() {
		inTransaction(() -> {
			Book outer = new Book("outer");
			persist(outer);
			flush();
			inNewTransaction(() -> {
				persist(new Book("inner"));
				flush();
				assertThat(heard()).isEmpty();
			});
			assertThat(heard()).containsExactly("+inner");
			outer.setTitle("outer, updated");
		});
		assertThat(heard()).containsExactly("+inner", "+outer, updated");
	}

	@Test
	void innerTransactionIsToldThoughTheOuterOneIsRolledBack() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			persist(new Book("outer"));
			flush();
			inNewTransaction(() -> persist(new Book("inner")));
			status.setRollbackOnly();
		});
		assertThat(heard()).containsExactly("+inner");
		assertThat(stored(Book.class)).containsExactly("inner");
	}

	@Test
	void outerTransactionIsToldThoughTheInnerOneIsRolledBack() {
		inTransaction(() -> {
			persist(new Book("outer"));
			flush();
			assertThatIllegalStateException().isThrownBy(() -> inNewTransaction(() -> {
				persist(new Book("inner"));
				flush();
				throw new IllegalStateException("refused");
			}));
		});
		assertThat(heard()).containsExactly("+outer");
	}

	@Test
	void listenerOfAnInnerTransactionSavesInItsOwnTransaction() {
		this.script.onCreated(Book.class, (book) -> inTransaction(() -> persist(new Note(book.getTitle()))));
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			persist(new Book("outer"));
			flush();
			inNewTransaction(() -> persist(new Book("inner")));
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
			status.setRollbackOnly();
		});
		assertThat(heard()).containsExactly("+inner", "+inner");
		assertThat(stored(Note.class)).containsExactly("inner");
	}

	@Test
	void rollbackOfAListenersTransactionIsNotTold() {
		this.script.onCreated(Book.class, (book) -> inTransaction(() -> {
			persist(new Note("by " + book.getTitle()));
			flush();
			if ("one".equals(book.getTitle())) {
				throw new IllegalStateException("refused");
			}
		}));
		inTransaction(() -> persist(new Book("one"), new Book("two")));
		assertThat(heard()).containsExactly("+one", "+two", "+by two");
		assertThat(stored(Note.class)).containsExactly("by two");
	}

	private void assertNothingIsTold() {
		assertThat(heard()).isEmpty();
		inTransaction(() -> {
		});
		assertThat(heard()).isEmpty();
		assertThat(this.failures.all()).isEmpty();
	}

	private static void synchronize(TransactionSynchronization synchronization) {
		TransactionSynchronizationManager.registerSynchronization(synchronization);
	}

}
