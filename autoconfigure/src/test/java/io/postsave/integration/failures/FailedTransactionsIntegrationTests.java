package io.postsave.integration.failures;

import com.zaxxer.hikari.HikariDataSource;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.LibraryTest;
import io.postsave.library.catalog.Member;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PostPersist;
import org.h2.jdbc.JdbcConnection;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that what was not written in the end is not told later, and that nothing stays
 * behind.
 */
@LibraryTest
class FailedTransactionsIntegrationTests {

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

	@Autowired
	HikariDataSource dataSource;

	@BeforeEach
	void reset() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createQuery("delete from Member").executeUpdate();
			this.entityManager.createQuery("delete from Note").executeUpdate();
			this.entityManager.persist(new Member("taken", "Ann"));
			this.entityManager.persist(new Note("taken"));
		});
		this.script.reset();
	}

	@AfterEach
	void nextTransactionTellsItsOwnSavesAlone() {
		this.script.reset();
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("next")));
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(BoundSaves.of(this.recorder)).isNull();
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		assertThat(this.dataSource.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	@Test
	void commitLeavesNothingOnTheThread() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("kept"));
			this.entityManager.persist(new Note("kept"));
			assertThat(BoundSaves.of(this.recorder)).isNotNull();
		});
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void flushThatFailsTellsNothing() {
		assertThatException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("written first"));
			this.entityManager.persist(new Member("taken", "Bob"));
			this.entityManager.flush();
		}));
		assertThat(this.script.lines()).isEmpty();
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void flushThatFailsAndIsCaughtTellsNothingLater() {
		assertThatException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("written first"));
			this.entityManager.persist(new Member("taken", "Bob"));
			assertThatException().isThrownBy(this.entityManager::flush);
			this.entityManager.clear();
			this.entityManager.persist(new Note("later"));
			this.entityManager.flush();
		}));
		assertThat(this.script.lines()).containsExactly("+Note");
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void commitThatFailsTellsNothing() {
		assertThatException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("written first"));
			this.entityManager.persist(new Member("taken", "Bob"));
		}));
		assertThat(this.script.lines()).isEmpty();
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void callbackOfTheApplicationThatFailsAfterOursTellsNothing() {
		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				Member member = new Member("new", "Bob");
				member.on(PostPersist.class, () -> {
					throw new UnsupportedOperationException();
				});
				this.entityManager.persist(member);
			}));
		assertThat(this.script.lines()).isEmpty();
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void identityInsertThatFailsIsNotTold() {
		assertThatException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("kept"));
			this.entityManager.persist(new Note("taken"));
		}));
		assertThat(this.script.lines()).isEmpty();
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void rolledBackIdentityInsertIsNotTold() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("lost"));
			status.setRollbackOnly();
		});
		assertThat(this.script.lines()).isEmpty();
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void rollbackAfterAFlushHasToldOnce() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("lost"));
			this.entityManager.flush();
			status.setRollbackOnly();
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void innerTransactionThatFailsLeavesTheOuterOneItsOwnSaves() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("kept"));
			assertThatException().isThrownBy(() -> requiresNew().executeWithoutResult((inner) -> {
				this.entityManager.persist(new Book("lost"));
				this.entityManager.persist(new Member("taken", "Bob"));
			}));
			requiresNew().executeWithoutResult((inner) -> {
				this.entityManager.persist(new Note("lost"));
				inner.setRollbackOnly();
			});
			assertThat(this.script.lines()).isEmpty();
		});
		assertThat(this.script.lines()).containsExactly("+Note");
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void innerTransactionIsToldAlthoughTheOuterOneFails() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("lost"));
			requiresNew().executeWithoutResult((inner) -> this.entityManager.persist(new Book("kept")));
			status.setRollbackOnly();
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void brokenConnectionLeavesNothingOnTheThread() {
		assertThatException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("lost"));
			breakConnection();
			status.setRollbackOnly();
		}));
		assertThat(this.script.lines()).isEmpty();
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void brokenConnectionAtTheCommitLeavesNothingOnTheThread() {
		assertThatException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("lost"));
			breakConnection();
		}));
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@Test
	void ownEntityManagerThatIsClosedWithoutAnEndIsForgottenWithTheNextSave() {
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			own.getTransaction().begin();
			own.persist(new Note("lost"));
			own.getTransaction().setRollbackOnly();
		}
		assertThat(this.script.lines()).isEmpty();
	}

	@Test
	void ownEntityManagerThatIsClosedBeforeItsCommitIsTold() {
		EntityManager own = this.entityManagerFactory.unwrap(org.hibernate.SessionFactory.class).openSession();
		own.getTransaction().begin();
		own.persist(new Note("kept"));
		own.persist(new Book("kept"));
		var ownTransaction = own.getTransaction();
		own.close();
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Member("other", "Bob")));
		ownTransaction.commit();
		assertThat(this.script.lines()).containsExactly("+Member", "+Note", "+Book");
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	private void breakConnection() {
		this.entityManager.unwrap(Session.class).doWork((connection) -> {
			this.dataSource.evictConnection(connection);
			connection.unwrap(JdbcConnection.class).close();
		});
	}

	private TransactionTemplate requiresNew() {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

}
