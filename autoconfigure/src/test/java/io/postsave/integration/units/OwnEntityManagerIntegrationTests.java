package io.postsave.integration.units;

import java.util.function.Consumer;

import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.LibraryTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of an application's own entity manager outside of Spring's transactions.
 */
@LibraryTest
class OwnEntityManagerIntegrationTests {

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	Script script;

	@BeforeEach
	void reset() {
		this.script.reset();
	}

	@Test
	void savesAreToldWhenAFlushEnds() {
		inEntityManager((entityManager) -> {
			entityManager.getTransaction().begin();
			entityManager.persist(new Book("one"));
			assertThat(this.script.lines()).isEmpty();
			entityManager.flush();
			assertThat(this.script.lines()).containsExactly("+Book");
			entityManager.getTransaction().commit();
			assertThat(this.script.lines()).containsExactly("+Book");
		});
	}

	@Test
	void savesAreToldWhenAQueryFlushes() {
		inEntityManager((entityManager) -> {
			entityManager.getTransaction().begin();
			entityManager.persist(new Book("queried"));
			entityManager.createQuery("from Book where title = 'queried'", Book.class).getSingleResult();
			assertThat(this.script.lines()).containsExactly("+Book");
			entityManager.getTransaction().commit();
		});
	}

	@Test
	void savesAreToldWhenTheCommitFlushes() {
		inEntityManager((entityManager) -> {
			entityManager.getTransaction().begin();
			Book book = new Book("one");
			entityManager.persist(book);
			entityManager.getTransaction().commit();
			assertThat(this.script.lines()).containsExactly("+Book");
			entityManager.getTransaction().begin();
			book.setTitle("two");
			entityManager.getTransaction().commit();
			assertThat(this.script.lines()).containsExactly("+Book", "~Book");
			assertThat(this.script.heard()).extracting(PostSaveEvent::getId)
				.containsExactly(book.getId(), book.getId());
		});
	}

	@Test
	void savesAreToldBeforeTheCommit() {
		inEntityManager((entityManager) -> {
			this.script.onCreated(Book.class, (book) -> assertThat(entityManager.getTransaction().isActive()).isTrue());
			this.script.onCreated(Note.class, (note) -> assertThat(entityManager.getTransaction().isActive()).isTrue());
			entityManager.getTransaction().begin();
			entityManager.persist(new Book("one"));
			entityManager.persist(new Note("before the commit"));
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactlyInAnyOrder("+Book", "+Note");
	}

	@Test
	void listenerMaySaveAndChange() {
		inEntityManager((entityManager) -> {
			this.script.onCreated(Note.class, (note) -> entityManager.persist(new Book(note.getText())));
			this.script.onCreated(Book.class, (book) -> book.setAuthor("Ann"));
			entityManager.getTransaction().begin();
			entityManager.persist(new Note("saved by a listener"));
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactly("+Note", "+Book", "~Book");
		inEntityManager((entityManager) -> assertThat(
				entityManager.createQuery("select author from Book where title = 'saved by a listener'", String.class)
					.getSingleResult())
			.isEqualTo("Ann"));
	}

	@Test
	void identityInsertIsToldAtTheCommitAndNotInsidePersist() {
		inEntityManager((entityManager) -> {
			entityManager.getTransaction().begin();
			Note note = new Note("inside persist");
			entityManager.persist(note);
			assertThat(note.getId()).isNotNull();
			assertThat(this.script.lines()).isEmpty();
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactly("+Note");
	}

	@Test
	void identityInsertBeforeTheTransactionIsToldInIt() {
		inEntityManager((entityManager) -> {
			entityManager.persist(new Note("before the transaction"));
			assertThat(this.script.lines()).isEmpty();
			entityManager.getTransaction().begin();
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactly("+Note");
	}

	@Test
	void identityInsertIsToldAtTheCommitUnderManualFlush() {
		inEntityManager((entityManager) -> {
			entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			entityManager.getTransaction().begin();
			entityManager.persist(new Note("manual"));
			entityManager.persist(new Book("never written"));
			assertThat(this.script.lines()).isEmpty();
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactly("+Note");
		assertThat(countOfBooks("never written")).isZero();
	}

	@Test
	void explicitFlushIsToldUnderManualFlush() {
		inEntityManager((entityManager) -> {
			entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			entityManager.getTransaction().begin();
			entityManager.persist(new Book("flushed"));
			entityManager.flush();
			assertThat(this.script.lines()).containsExactly("+Book");
			entityManager.persist(new Book("never flushed"));
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(countOfBooks("flushed")).isOne();
		assertThat(countOfBooks("never flushed")).isZero();
	}

	@Test
	void savesAreToldAtTheCommitUnderFlushModeCommit() {
		inEntityManager((entityManager) -> {
			entityManager.setFlushMode(FlushModeType.COMMIT);
			entityManager.getTransaction().begin();
			entityManager.persist(new Book("one"));
			entityManager.createQuery("from Book", Book.class).getResultList();
			assertThat(this.script.lines()).isEmpty();
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactly("+Book");
	}

	@Test
	void rollbackLeavesNothingBehind() {
		inEntityManager((entityManager) -> {
			entityManager.getTransaction().begin();
			entityManager.persist(new Note("rolled back"));
			entityManager.persist(new Book("rolled back"));
			entityManager.getTransaction().rollback();
			entityManager.clear();
			entityManager.getTransaction().begin();
			entityManager.persist(new Book("committed"));
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.lines()).containsExactly("+Book");
	}

	@Test
	void rollbackUnderManualFlushLeavesNothingBehind() {
		inEntityManager((entityManager) -> {
			entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			entityManager.getTransaction().begin();
			entityManager.persist(new Note("rolled back"));
			entityManager.getTransaction().rollback();
		});
		this.transaction.executeWithoutResult((status) -> {
		});
		inEntityManager((entityManager) -> {
			entityManager.getTransaction().begin();
			entityManager.persist(new Note("committed"));
			entityManager.getTransaction().commit();
		});
		assertThat(this.script.heard()).extracting((event) -> ((Note) event.getEntity()).getText())
			.containsExactly("committed");
	}

	@Test
	void exceptionOfAListenerRollsBack() {
		IllegalStateException failure = new IllegalStateException("refused");
		this.script.onCreated(Book.class, (book) -> {
			throw failure;
		});
		inEntityManager((entityManager) -> {
			entityManager.getTransaction().begin();
			entityManager.persist(new Book("refused"));
			assertThatException().isThrownBy(entityManager.getTransaction()::commit)
				.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("refused"));
			assertThat(entityManager.getTransaction().isActive()).isFalse();
		});
		assertThat(countOfBooks("refused")).isZero();
	}

	@Test
	void exceptionOfAListenerOfAnIdentityInsertRollsBackUnderManualFlush() {
		this.script.onCreated(Note.class, (note) -> {
			throw new IllegalStateException("refused");
		});
		inEntityManager((entityManager) -> {
			entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			entityManager.getTransaction().begin();
			entityManager.persist(new Note("refused"));
			assertThatException().isThrownBy(entityManager.getTransaction()::commit)
				.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("refused"));
			assertThat(entityManager.getTransaction().isActive()).isFalse();
		});
		inEntityManager((entityManager) -> assertThat(
				entityManager.createQuery("from Note where text = 'refused'", Note.class).getResultList())
			.isEmpty());
	}

	@Test
	void savesInsideATransactionOfSpringsAreToldByTheirOwnFlush() {
		this.transaction.executeWithoutResult((status) -> {
			EntityManager entityManager = this.entityManagerFactory.unwrap(SessionFactory.class).openSession();
			try (entityManager) {
				entityManager.getTransaction().begin();
				entityManager.persist(new Book("own"));
				entityManager.getTransaction().commit();
				assertThat(this.script.lines()).containsExactly("+Book");
			}
		});
		assertThat(this.script.lines()).containsExactly("+Book");
	}

	private long countOfBooks(String title) {
		try (EntityManager entityManager = this.entityManagerFactory.createEntityManager()) {
			return entityManager.createQuery("select count(*) from Book where title = :title", Long.class)
				.setParameter("title", title)
				.getSingleResult();
		}
	}

	private void inEntityManager(Consumer<EntityManager> action) {
		try (EntityManager entityManager = this.entityManagerFactory.createEntityManager()) {
			action.accept(entityManager);
		}
	}

}
