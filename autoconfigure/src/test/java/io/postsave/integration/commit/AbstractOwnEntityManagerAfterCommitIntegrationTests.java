package io.postsave.integration.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.integration.support.AbstractAfterCommitIntegrationTests;
import io.postsave.library.catalog.Notes;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application's own entity manager with delivery after the commit.
 */
abstract class AbstractOwnEntityManagerAfterCommitIntegrationTests extends AbstractAfterCommitIntegrationTests {

	@Autowired
	Notes notes;

	@Test
	void savesAreToldOnceAfterItsCommit() {
		withOwn((own) -> {
			own.getTransaction().begin();
			Book book = new Book("one");
			own.persist(book);
			own.flush();
			book.setTitle("two");
			own.persist(new Note("identity"));
			own.flush();
			assertThat(heard()).isEmpty();
			own.getTransaction().commit();
			assertThat(heard()).containsExactly("+two", "+identity");
		});
	}

	@Test
	void eachTransactionIsToldOnItsOwn() {
		withOwn((own) -> {
			own.getTransaction().begin();
			Book book = new Book("one");
			own.persist(book);
			own.getTransaction().commit();
			own.getTransaction().begin();
			book.setTitle("two");
			own.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactly("+Book", "~Book");
	}

	@Test
	void rolledBackSavesAreNotTold() {
		withOwn((own) -> {
			own.getTransaction().begin();
			own.persist(new Book("flushed"));
			own.persist(new Note("identity"));
			own.flush();
			own.getTransaction().rollback();
			own.clear();
			own.getTransaction().begin();
			own.persist(new Book("another"));
			own.getTransaction().commit();
		});
		assertThat(heard()).containsExactly("+another");
	}

	@Test
	void savesMarkedRollbackOnlyAreNotTold() {
		withOwn((own) -> {
			own.getTransaction().begin();
			own.persist(new Book("one"));
			own.flush();
			own.getTransaction().setRollbackOnly();
			own.getTransaction().commit();
		});
		assertThat(heard()).isEmpty();
		assertThat(stored(Book.class)).isEmpty();
	}

	@Test
	void savedThenRemovedIsNotTold() {
		withOwn((own) -> {
			own.getTransaction().begin();
			Book book = new Book("one");
			own.persist(book);
			own.flush();
			own.remove(book);
			own.getTransaction().commit();
		});
		assertThat(heard()).isEmpty();
	}

	@Test
	void whatListenersSaveIsSavedAndToldInTurn() {
		List<Object> found = new ArrayList<>();
		this.script.onCreated(Book.class, (book) -> {
			found.addAll(stored(Book.class));
			this.notes.save(new Note("repository"));
			inTransaction(() -> persist(new Note("transaction")));
			withOwn((own) -> {
				own.getTransaction().begin();
				own.persist(new Note("own"));
				own.getTransaction().commit();
				assertThat(heard()).containsExactly("+one");
			});
		});
		withOwn((own) -> {
			own.getTransaction().begin();
			own.persist(new Book("one"));
			own.getTransaction().commit();
		});
		assertThat(found).containsExactly("one");
		assertThat(heard()).containsExactly("+one", "+repository", "+transaction", "+own");
		assertThat(stored(Note.class)).containsExactly("own", "repository", "transaction");
	}

	@Test
	void listenerUsesTheSameEntityManagerAgain() {
		withOwn((own) -> {
			this.script.onCreated(Book.class, (book) -> {
				if ("one".equals(book.getTitle())) {
					own.getTransaction().begin();
					own.persist(new Book("two"));
					own.flush();
					this.notes.save(new Note("in between"));
					own.getTransaction().commit();
				}
			});
			own.getTransaction().begin();
			own.persist(new Book("one"));
			own.getTransaction().commit();
		});
		assertThat(heard()).containsExactly("+one", "+in between", "+two");
		assertThat(stored(Book.class)).containsExactly("one", "two");
		assertThat(this.failures.all()).isEmpty();
	}

	@Test
	void failureOfAListenerDoesNotReachTheCommit() {
		this.script.onCreated(Book.class, (book) -> {
			throw new IllegalStateException("refused");
		});
		withOwn((own) -> {
			own.getTransaction().begin();
			own.persist(new Book("one"));
			own.getTransaction().commit();
		});
		assertThat(this.failures.all()).hasSize(1);
		assertThat(stored(Book.class)).containsExactly("one");
	}

	@Test
	void ownSessionInsideATransactionOfSpringsIsToldAfterItsOwnCommit() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			persist(new Book("Spring's"));
			flush();
			try (EntityManager own = this.entityManagerFactory.unwrap(SessionFactory.class).openSession()) {
				own.getTransaction().begin();
				own.persist(new Book("own"));
				own.getTransaction().commit();
			}
			assertThat(heard()).containsExactly("+own");
			status.setRollbackOnly();
		});
		assertThat(heard()).containsExactly("+own");
	}

	@Test
	void statelessSessionIsToldOnceAfterItsCommit() {
		try (StatelessSession own = this.entityManagerFactory.unwrap(SessionFactory.class).openStatelessSession()) {
			own.getTransaction().begin();
			Book book = new Book("one");
			own.insert(book);
			book.setTitle("two");
			own.update(book);
			assertThat(heard()).isEmpty();
			own.getTransaction().commit();
			assertThat(heard()).containsExactly("+two");
			own.getTransaction().begin();
			own.insert(new Book("rolled back"));
			own.getTransaction().rollback();
		}
		assertThat(heard()).containsExactly("+two");
	}

	@Test
	@Disabled("Hibernate fires no DELETE event in stateless sessions, and listeners of any other event that it fires "
			+ "there make every removal by reference load the entity")
	void statelessSessionThatDeletesWhatItInsertedIsNotTold() {
		try (StatelessSession own = this.entityManagerFactory.unwrap(SessionFactory.class).openStatelessSession()) {
			own.getTransaction().begin();
			Book book = new Book("one");
			own.insert(book);
			own.delete(book);
			own.getTransaction().commit();
		}
		assertThat(heard()).isEmpty();
	}

	@Test
	void statelessSessionWithoutATransactionIsToldAtOnce() {
		try (StatelessSession own = this.entityManagerFactory.unwrap(SessionFactory.class).openStatelessSession()) {
			own.insert(new Book("one"));
			assertThat(heard()).containsExactly("+one");
		}
		assertThat(stored(Book.class)).containsExactly("one");
	}

	private void withOwn(Consumer<EntityManager> work) {
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			work.accept(own);
		}
	}

}
