package io.postsave.integration.flush;

import java.util.List;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.integration.support.LibraryTest;
import io.postsave.integration.support.View;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.event.spi.EventSource;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the flush that a commit leaves out as nothing can have changed, and of those
 * who must not notice.
 */
@LibraryTest
class FlushesAtCommitIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	JpaTransactionManager transactionManager;

	@Autowired
	Script script;

	private final LastWord lastWord = new LastWord();

	@BeforeEach
	void reset() {
		this.script.reset();
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createQuery("delete from Book").executeUpdate();
			this.entityManager.createQuery("delete from Note").executeUpdate();
		});
	}

	@AfterEach
	void leaveTheContextAsItWas() {
		this.transactionManager.getTransactionExecutionListeners().remove(this.lastWord);
		this.entityManagerFactory.unwrap(SessionFactory.class).getStatistics().setStatisticsEnabled(false);
	}

	@Test
	void toldSaveIsFlushedOnce() {
		Statistics statistics = clearedStatistics();
		save("one", () -> {
		});
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(statistics.getFlushCount()).isOne();
	}

	@Test
	void toldSaveIsFlushedAgainWhenAListenerHasChangedIt() {
		this.script.onCreated(Book.class, (book) -> book.setTitle("changed"));
		Statistics statistics = clearedStatistics();
		save("one", () -> {
		});
		assertThat(this.script.lines()).containsExactly("+Book", "~Book");
		assertThat(statistics.getFlushCount()).isEqualTo(2);
		assertThat(titles()).containsExactly("changed");
	}

	private Statistics clearedStatistics() {
		Statistics statistics = this.entityManagerFactory.unwrap(SessionFactory.class).getStatistics();
		statistics.setStatisticsEnabled(true);
		statistics.clear();
		return statistics;
	}

	@Test
	void laterExecutionListenerMayChangeEntities() {
		this.transactionManager.addListener(this.lastWord);
		save("one", () -> {
		});
		assertThat(titles()).containsExactly("last word");
	}

	@Test
	void synchronizationOfHibernateMayChangeEntitiesAndQuery() {
		save("one",
				() -> this.entityManager.unwrap(EventSource.class)
					.accessTransaction()
					.registerSynchronization(new BeforeCompletion(() -> {
						book().setTitle("changed late");
						assertThat(titles()).containsExactly("changed late");
					})));
		assertThat(titles()).containsExactly("changed late");
	}

	@Test
	void listenerToldOfASaveOfSuchASynchronizationMaySave() {
		this.script.onCreated(Note.class, (note) -> this.entityManager.persist(new Book("about a note")));
		save("one",
				() -> this.entityManager.unwrap(EventSource.class)
					.accessTransaction()
					.registerSynchronization(new BeforeCompletion(() -> this.entityManager.persist(new Note("late")))));
		assertThat(titles()).containsExactly("about a note", "one");
	}

	@Test
	void callbackOfHibernateBeforeTheCompletionMayChangeEntities() {
		save("one",
				() -> this.entityManager.unwrap(EventSource.class)
					.getTransactionCompletionCallbacks()
					.registerCallback((BeforeCompletionCallback) (session) -> {
						book().setTitle("called back");
						((Session) session).flush();
					}));
		assertThat(titles()).containsExactly("called back");
	}

	@Test
	void flushModeIsWhatItWasAfterTheCommit() {
		View.around(this.entityManagerFactory, (session) -> {
			save("one", () -> {
			});
			assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.AUTO);
			save("two", () -> {
			});
			assertThat(titles()).containsExactly("one", "two");
		});
	}

	@Test
	void flushModeIsWhatItWasAfterAFailedCommit() {
		View.around(this.entityManagerFactory, (session) -> {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> save("one",
					() -> session.getTransaction().registerSynchronization(new BeforeCompletion(() -> {
						throw new IllegalStateException("too late");
					}))));
			assertThat(session.getHibernateFlushMode()).isEqualTo(FlushMode.AUTO);
			save("two", () -> {
			});
			assertThat(titles()).containsExactly("two");
		});
	}

	private void save(String title, Runnable more) {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book(title));
			more.run();
		});
	}

	private Book book() {
		return this.entityManager.createQuery("from Book", Book.class).getSingleResult();
	}

	private List<String> titles() {
		return this.entityManager.createQuery("select title from Book order by title", String.class).getResultList();
	}

	/**
	 * Changes an entity when all other listeners have been called.
	 */
	private final class LastWord implements TransactionExecutionListener {

		@Override
		public void beforeCommit(TransactionExecution transaction) {
			book().setTitle("last word");
		}

	}

	/**
	 * Called by Hibernate after its flush.
	 */
	private record BeforeCompletion(Runnable work) implements Synchronization {

		@Override
		public void beforeCompletion() {
			this.work.run();
		}

		@Override
		public void afterCompletion(int status) {
			assertThat(status).isNotEqualTo(Status.STATUS_ACTIVE);
		}

	}

}
