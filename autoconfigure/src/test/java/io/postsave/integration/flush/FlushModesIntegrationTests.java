package io.postsave.integration.flush;

import java.util.function.Consumer;

import io.postsave.bookshop.Account;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.LibraryTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of flush modes, of transactions that may not write, and of several transactions
 * at a time.
 */
@Tag("smoke")
@LibraryTest
class FlushModesIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	Script script;

	@Autowired
	SaveRecorder recorder;

	@BeforeEach
	void reset() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createQuery("delete from Book").executeUpdate();
			this.entityManager.createQuery("delete from Note").executeUpdate();
			this.entityManager.createQuery("delete from Account").executeUpdate();
		});
		this.script.reset();
	}

	@AfterEach
	void nothingIsLeft() {
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void manualTransactionIsNotFlushed() {
		inManualMode((session) -> this.entityManager.persist(new Book("lost")));
		assertThat(this.script.lines()).isEmpty();
		assertThat(count("Book")).isZero();
	}

	@Test
	void explicitFlushInManualModeIsTold() {
		inManualMode((session) -> {
			this.entityManager.persist(new Book("kept"));
			this.entityManager.flush();
			assertThat(this.script.lines()).containsExactly("+Book");
			this.entityManager.persist(new Book("lost"));
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(count("Book")).isOne();
	}

	@Test
	void whatAListenerSavesAfterAnExplicitFlushInManualModeIsWrittenAndTold() {
		this.script.onCreated(Book.class, (book) -> this.entityManager.persist(new Account("of " + book.getId(), "A")));
		this.script.onCreated(Account.class, (account) -> account.setOwner("B"));
		inManualMode((session) -> {
			Book book = new Book("kept");
			this.entityManager.persist(book);
			this.entityManager.flush();
			assertThat(this.script.lines()).containsExactly("+Book", "+Account", "~Account");
			book.setTitle("lost");
		});
		assertThat(this.script.lines()).containsExactly("+Book", "+Account", "~Account");
		assertThat(count("Account")).isOne();
	}

	@Test
	void whatAListenerSavesAfterAnExplicitFlushInAReadOnlyTransactionIsWrittenAndTold() {
		this.script.onCreated(Book.class, (book) -> this.entityManager.persist(new Note("about " + book.getTitle())));
		this.script.onCreated(Note.class, (note) -> this.entityManager.persist(new Account("of " + note.getId(), "A")));
		readOnly().executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("kept"));
			this.entityManager.flush();
			assertThat(this.script.lines()).containsExactly("+Book", "+Note", "+Account");
			this.entityManager.persist(new Book("lost"));
		});
		assertThat(this.script.lines()).containsExactly("+Book", "+Note", "+Account");
		assertThat(count("Account")).isOne();
	}

	@Test
	void listenerMayFlushItselfInManualMode() {
		this.script.onCreated(Note.class, (note) -> {
			this.entityManager.persist(new Book("kept"));
			this.entityManager.flush();
		});
		this.script.onCreated(Book.class, (book) -> this.entityManager.persist(new Account("of " + book.getId(), "A")));
		inManualMode((session) -> this.entityManager.persist(new Note("kept")));
		assertThat(this.script.lines()).containsExactly("+Note", "+Book", "+Account");
		assertThat(count("Account")).isOne();
	}

	@Test
	void identityInsertInManualModeAfterAFlushThatToldNothingCausesNoFlush() {
		this.script.onCreated(Note.class, (note) -> this.entityManager.persist(new Book("lost")));
		inManualMode((session) -> {
			this.entityManager.flush();
			this.entityManager.persist(new Note("kept"));
		});
		assertThat(this.script.lines()).containsExactly("+Note");
		assertThat(count("Book")).isZero();
	}

	@Test
	void identityInsertInManualModeIsToldBeforeTheCommit() {
		inManualMode((session) -> {
			this.entityManager.persist(new Note("kept"));
			this.entityManager.createQuery("select count(n) from Note n", Long.class).getSingleResult();
			assertThat(this.script.lines()).isEmpty();
		});
		assertThat(this.script.lines()).containsExactly("+Note");
	}

	@Test
	void listenerInManualModeDoesNotCauseAFlush() {
		this.script.onCreated(Note.class, (note) -> {
			note.setText("changed");
			this.entityManager.persist(new Book("lost"));
		});
		long flushes = flushesOf(() -> inManualMode((session) -> this.entityManager.persist(new Note("kept"))));
		assertThat(flushes).isZero();
		assertThat(this.script.lines()).containsExactly("+Note");
		assertThat(count("Book")).isZero();
		assertThat(count("Note")).isOne();
	}

	@Test
	void identityInsertOfAListenerInManualModeIsToldToo() {
		this.script.onCreated(Note.class, (note) -> {
			if (note.getText().equals("first")) {
				this.entityManager.persist(new Note("second"));
			}
		});
		inManualMode((session) -> this.entityManager.persist(new Note("first")));
		assertThat(this.script.lines()).containsExactly("+Note", "+Note");
		assertThat(count("Note")).isEqualTo(2);
	}

	@Test
	void commitModeIsToldAtTheCommit() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.setFlushMode(FlushModeType.COMMIT);
			this.entityManager.persist(new Note("kept"));
			this.entityManager.persist(new Book("kept"));
			this.entityManager.createQuery("from Book", Book.class).getResultList();
			assertThat(this.script.lines()).isEmpty();
		});
		assertThat(this.script.lines()).containsExactly("+Note", "+Book");
	}

	@Test
	void explicitFlushInCommitModeIsTold() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.setFlushMode(FlushModeType.COMMIT);
			this.entityManager.persist(new Book("kept"));
			this.entityManager.flush();
			assertThat(this.script.lines()).containsExactly("+Book");
		});
		assertThat(this.script.lines()).containsExactly("+Book");
	}

	@Test
	void whatAListenerSavesInCommitModeIsWrittenAndTold() {
		this.script.onCreated(Book.class, (book) -> this.entityManager.persist(new Account("of " + book.getId(), "A")));
		this.script.onCreated(Account.class, (account) -> account.setOwner("B"));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.setFlushMode(FlushModeType.COMMIT);
			this.entityManager.persist(new Book("kept"));
		});
		assertThat(this.script.lines()).containsExactly("+Book", "+Account", "~Account");
	}

	@Test
	void identityInsertInAReadOnlyTransactionIsToldBeforeTheCommitWithoutAFlush() {
		long flushes = flushesOf(() -> readOnly().executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("kept"));
			this.entityManager.persist(new Book("lost"));
			assertThat(this.script.lines()).isEmpty();
		}));
		assertThat(flushes).isZero();
		assertThat(this.script.lines()).containsExactly("+Note");
		assertThat(count("Book")).isZero();
	}

	@Test
	void explicitFlushInAReadOnlyTransactionIsTold() {
		readOnly().executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("kept"));
			this.entityManager.flush();
			assertThat(this.script.lines()).containsExactly("+Book");
		});
		assertThat(this.script.lines()).containsExactly("+Book");
	}

	@Test
	void rollbackOnlyTransactionIsNotFlushed() {
		long flushes = flushesOf(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("lost"));
			this.entityManager.persist(new Book("lost"));
			status.setRollbackOnly();
		}));
		assertThat(flushes).isZero();
		assertThat(this.script.lines()).isEmpty();
	}

	@Test
	void sameRowIsToldEachTimeItIsSaved() {
		this.transaction.executeWithoutResult((status) -> {
			Book book = new Book("first");
			this.entityManager.persist(book);
			this.entityManager.flush();
			book.setTitle("second");
			this.entityManager.flush();
			book.setTitle("third");
		});
		assertThat(this.script.lines()).containsExactly("+Book", "~Book", "~Book");
		assertThat(this.script.heard().get(1).getChanges().get("title").newValue()).isEqualTo("second");
		assertThat(this.script.heard().get(2).getChanges().get("title").oldValue()).isEqualTo("second");
	}

	@Test
	void innerTransactionIsToldItsOwnSavesBeforeTheOuterOne() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("outer"));
			this.entityManager.persist(new Book("outer"));
			requiresNew().executeWithoutResult((inner) -> {
				this.entityManager.persist(new Note("inner"));
				this.entityManager.flush();
				assertThat(this.script.lines()).containsExactly("+Note");
				this.entityManager.persist(new Book("inner"));
			});
			assertThat(this.script.lines()).containsExactly("+Note", "+Book");
			assertThat(this.script.heard().get(0).getEntity()).isInstanceOfSatisfying(Note.class,
					(note) -> assertThat(note.getText()).isEqualTo("inner"));
		});
		assertThat(this.script.lines()).containsExactly("+Note", "+Book", "+Note", "+Book");
	}

	@Test
	void innerTransactionOfAListenerIsItsOwn() {
		this.script.onCreated(Book.class, (book) -> requiresNew().executeWithoutResult((inner) -> {
			this.entityManager.persist(new Note("inner"));
			this.entityManager.persist(new Account("inner of " + book.getId(), "A"));
		}));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("outer"));
			this.entityManager.flush();
			status.setRollbackOnly();
		});
		assertThat(this.script.lines()).containsExactly("+Book", "+Note", "+Account");
		assertThat(count("Note")).isOne();
		assertThat(count("Book")).isZero();
	}

	@Test
	void ownEntityManagerIsToldWhenItsFlushEnds() {
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			own.getTransaction().begin();
			own.persist(new Note("own"));
			own.persist(new Book("own"));
			assertThat(this.script.lines()).isEmpty();
			own.flush();
			assertThat(this.script.lines()).containsExactly("+Note", "+Book");
			own.persist(new Book("at the commit"));
			own.getTransaction().commit();
		}
		assertThat(this.script.lines()).containsExactly("+Note", "+Book", "+Book");
	}

	@Test
	void ownEntityManagerInSomebodyElsesTransactionIsToldByItsOwnFlush() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Account("else's " + System.nanoTime(), "A"));
			try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
				own.getTransaction().begin();
				own.persist(new Note("own"));
				this.entityManager.flush();
				assertThat(this.script.lines()).containsExactly("+Account");
				own.persist(new Book("own"));
				own.getTransaction().commit();
			}
			assertThat(this.script.lines()).containsExactly("+Account", "+Note", "+Book");
			status.setRollbackOnly();
		});
		assertThat(count("Book")).isOne();
	}

	@Test
	void ownEntityManagerOutlivesSomebodyElsesRollback() {
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			this.transaction.executeWithoutResult((status) -> {
				own.getTransaction().begin();
				own.persist(new Note("own"));
				this.entityManager.persist(new Book("else's"));
				status.setRollbackOnly();
			});
			assertThat(this.script.lines()).isEmpty();
			own.getTransaction().commit();
		}
		assertThat(this.script.lines()).containsExactly("+Note");
		assertThat(count("Note")).isOne();
		assertThat(count("Book")).isZero();
	}

	@Test
	void rollbackOfAnOwnEntityManagerLeavesSomebodyElsesSaves() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("else's"));
			try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
				own.getTransaction().begin();
				own.persist(new Note("own"));
				own.getTransaction().rollback();
			}
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(count("Note")).isZero();
	}

	@Test
	void listenerWritesInTheOwnEntityManagerThatItIsToldOf() {
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			this.script.onCreated(Book.class, (book) -> own.persist(new Note("about " + book.getTitle())));
			own.getTransaction().begin();
			own.persist(new Book("own"));
			own.getTransaction().commit();
		}
		assertThat(this.script.lines()).containsExactly("+Book", "+Note");
		assertThat(count("Note")).isOne();
	}

	private void inManualMode(Consumer<Session> action) {
		this.transaction.executeWithoutResult((status) -> {
			Session session = this.entityManager.unwrap(Session.class);
			session.setHibernateFlushMode(FlushMode.MANUAL);
			action.accept(session);
		});
	}

	private long flushesOf(Runnable action) {
		Statistics statistics = this.entityManagerFactory.unwrap(SessionFactory.class).getStatistics();
		statistics.setStatisticsEnabled(true);
		statistics.clear();
		action.run();
		statistics.setStatisticsEnabled(false);
		return statistics.getFlushCount();
	}

	private long count(String entity) {
		return this.transaction
			.execute((status) -> this.entityManager.createQuery("select count(e) from " + entity + " e", Long.class)
				.getSingleResult());
	}

	private TransactionTemplate readOnly() {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setReadOnly(true);
		return template;
	}

	private TransactionTemplate requiresNew() {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

}
