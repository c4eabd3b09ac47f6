package io.postsave.integration.commit;

import java.util.function.Consumer;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Notes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.SynchronizationType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application's own entity manager that takes part in a transaction of
 * Spring's, which commits it when it has committed itself.
 */
abstract class AbstractEnlistedEntityManagerIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	Notes notes;

	@AfterEach
	void noFailures() {
		assertThat(this.failures.all()).isEmpty();
	}

	@Test
	void saveIsTold() {
		withOwn((own) -> inTransaction(() -> {
			own.joinTransaction();
			own.persist(new Book("own"));
			assertThat(heard()).isEmpty();
		}));
		assertThat(heard()).containsExactly("+own");
		assertThat(stored(Book.class)).containsExactly("own");
	}

	@Test
	void saveOfOneThatJoinsByItselfIsTold() {
		inTransaction(() -> {
			try (EntityManager own = this.entityManagerFactory.createEntityManager(SynchronizationType.SYNCHRONIZED)) {
				own.persist(new Book("own"));
			}
		});
		assertThat(heard()).containsExactly("+own");
		assertThat(stored(Book.class)).containsExactly("own");
	}

	@Test
	void listenerSavesThroughARepository() {
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note("about " + book.getTitle())));
		withOwn((own) -> inTransaction(() -> {
			own.joinTransaction();
			own.persist(new Book("own"));
		}));
		assertThat(heard()).containsExactly("+own", "+about own");
		assertThat(stored(Note.class)).containsExactly("about own");
	}

	@Test
	void listenerSavesInATransactionOfItsOwn() {
		this.script.onCreated(Book.class, (book) -> inTransaction(() -> persist(new Note("about " + book.getTitle()))));
		withOwn((own) -> inTransaction(() -> {
			own.joinTransaction();
			own.persist(new Book("own"));
			persist(new Note("Spring's"));
			flush();
		}));
		assertThat(heard()).containsExactlyInAnyOrder("+own", "+about own", "+Spring's");
		assertThat(stored(Note.class)).containsExactly("Spring's", "about own");
	}

	@Test
	void savesOfBothAreTold() {
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note("about " + book.getTitle())));
		withOwn((own) -> inTransaction(() -> {
			own.joinTransaction();
			persist(new Book("Spring's"));
			own.persist(new Book("own"));
		}));
		assertThat(heard()).containsExactlyInAnyOrder("+Spring's", "+own", "+about Spring's", "+about own");
		assertThat(stored(Note.class)).containsExactly("about Spring's", "about own");
	}

	@Test
	void transactionIsStillThereForThoseWhoAreCalledAfterTheDelivery() {
		this.script.onCreated(Book.class, (book) -> this.notes.save(new Note("about " + book.getTitle())));
		withOwn((own) -> inTransaction(() -> {
			own.joinTransaction();
			own.persist(new Book("own"));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					assertThat(heard()).contains("+own");
					assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
					assertThat(TransactionSynchronizationManager
						.hasResource(AbstractEnlistedEntityManagerIntegrationTests.this.entityManagerFactory)).isTrue();
					persist(new Note("seen"));
				}

			});
		}));
		assertThat(stored(Note.class)).containsExactly("about own");
	}

	@Test
	void rolledBackSaveIsNotWritten() {
		withOwn((own) -> {
			new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
				own.joinTransaction();
				own.persist(new Book("own"));
				status.setRollbackOnly();
			});
			own.clear();
			inTransaction(() -> {
				own.joinTransaction();
				own.persist(new Book("another"));
			});
		});
		assertThat(heard()).containsExactly("+another");
		assertThat(stored(Book.class)).containsExactly("another");
	}

	private void withOwn(Consumer<EntityManager> work) {
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			work.accept(own);
		}
	}

}
