package io.postsave.integration.failures;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.postsave.PostSaveEvent;
import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.LibraryTest;
import io.postsave.integration.support.View;
import io.postsave.library.catalog.Books;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import org.hibernate.HibernateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of listeners that fail: the transaction rolls back, the caller gets the exception
 * itself, and nothing stays open.
 */
@LibraryTest
@Import({ ListenerFailureIntegrationTests.FailingListener.class, ListenerFailureIntegrationTests.FailingMethod.class,
		ListenerFailureIntegrationTests.FailingPhase.class })
class ListenerFailureIntegrationTests {

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	EntityManager entityManager;

	@Autowired
	EntityManagerFactory entityManagerFactory;

	@Autowired
	Books books;

	@Autowired
	Script script;

	@Autowired
	FailingListener failing;

	@Autowired
	FailingMethod failingMethod;

	@Autowired
	FailingPhase failingPhase;

	@Autowired
	SaveRecorder recorder;

	@Autowired
	HikariDataSource dataSource;

	@BeforeEach
	void reset() {
		this.script.reset();
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createQuery("delete from Book").executeUpdate();
			this.entityManager.createQuery("delete from Note").executeUpdate();
		});
	}

	@AfterEach
	void nothingIsLeft() {
		this.failing.failure = null;
		this.failingMethod.failure = null;
		this.failingPhase.failure = null;
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
		assertThat(this.dataSource.getHikariPoolMXBean().getActiveConnections()).isZero();
		assertThat(BoundSaves.of(this.recorder)).isNull();
	}

	@ParameterizedTest
	@MethodSource("failuresOnAllWays")
	void exceptionRollsBackAndReachesTheCallerItself(Throwable failure, Way way) {
		this.failing.failure = failure;
		assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("lost"));
			way.write(this.entityManager);
		}))).isSameAs(failure);
		assertRolledBackAndUsable();
	}

	@ParameterizedTest
	@MethodSource("failuresOnAllWays")
	void exceptionOfAnInnerTransactionRollsBackThatAlone(Throwable failure, Way way) {
		this.failing.failure = failure;
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("outer"));
			assertThat(catchThrowable(() -> requiresNew().executeWithoutResult((inner) -> {
				this.entityManager.persist(new Book("lost"));
				way.write(this.entityManager);
			}))).isSameAs(failure);
			this.script.reset();
		});
		assertThat(this.script.lines()).containsExactly("+Note");
		assertThat(count(Note.class)).isOne();
		assertRolledBackAndUsable();
	}

	@ParameterizedTest
	@MethodSource("failuresOnAllWays")
	void exceptionLeavesNoTransactionOpenInView(Throwable failure, Way way) {
		this.failing.failure = failure;
		View.around(this.entityManagerFactory, (session) -> {
			assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
				this.entityManager.persist(new Book("lost"));
				way.write(this.entityManager);
			}))).isSameAs(failure);
			assertThat(session.getTransaction().isActive()).isFalse();
			assertThat(BoundSaves.of(this.recorder)).isNull();
			assertRolledBackAndUsable();
		});
	}

	@ParameterizedTest
	@EnumSource
	void exceptionOfAnUpdateReachesTheCaller(Way way) {
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("kept")));
		RuntimeException failure = new IllegalStateException("listener");
		this.script.onUpdated(Book.class, (book) -> fail(failure));
		assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			findBook().setTitle("lost");
			way.write(this.entityManager);
		}))).isSameAs(failure);
		assertThat(this.books.findAll()).extracting(Book::getTitle).containsExactly("kept");
	}

	@ParameterizedTest
	@EnumSource
	void exceptionOfAnIdentityInsertReachesTheCaller(Way way) {
		RuntimeException failure = new IllegalStateException("listener");
		this.script.onCreated(Note.class, (note) -> fail(failure));
		assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("lost"));
			way.write(this.entityManager);
		}))).isSameAs(failure);
		assertThat(count(Note.class)).isZero();
	}

	@Test
	void exceptionInALaterRoundReachesTheCaller() {
		RuntimeException failure = new IllegalStateException("listener");
		this.script.onCreated(Book.class, (book) -> this.entityManager.persist(new Note("about " + book.getTitle())));
		this.script.onCreated(Note.class, (note) -> fail(failure));
		assertThat(catchThrowable(
				() -> this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("lost")))))
			.isSameAs(failure);
		assertThat(count(Note.class)).isZero();
		assertThat(count(Book.class)).isZero();
	}

	@Test
	void exceptionOfTheDatabaseInWhatAListenerWroteIsTranslatedAsAtTheCommit() {
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("taken"));
			this.entityManager.persist(new Note("other"));
		});
		this.script.onCreated(Book.class,
				(book) -> this.entityManager.createQuery("from Note where text = 'other'", Note.class)
					.getSingleResult()
					.setText("taken"));
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
				() -> this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("lost"))));
		assertThat(count(Book.class)).isZero();
	}

	@ParameterizedTest
	@MethodSource("wrappedOnAllWays")
	void checkedExceptionAndErrorOfAListenerMethodAreWrappedAsSpringDoes(Throwable failure, Way way) {
		this.failingMethod.failure = failure;
		assertThatExceptionOfType(UndeclaredThrowableException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.entityManager.persist(new Book("lost"));
				way.write(this.entityManager);
			}))
			.havingCause()
			.isSameAs(failure);
		this.failingMethod.failure = null;
		assertRolledBackAndUsable();
	}

	static Stream<Arguments> wrappedOnAllWays() {
		return Stream.of(new IOException("listener"), new AssertionError("listener"))
			.flatMap((failure) -> Arrays.stream(Way.values()).map((way) -> Arguments.of(failure, way)));
	}

	@ParameterizedTest
	@EnumSource(names = { "COMMIT", "FLUSH", "QUERY" })
	void undeclaredCheckedExceptionOfAListenerObjectLeavesNothingOpen(Way way) {
		IOException failure = new IOException("listener");
		this.failing.failure = failure;
		View.around(this.entityManagerFactory, (session) -> {
			Throwable thrown = catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
				this.entityManager.persist(new Book("lost"));
				way.write(this.entityManager);
			}));
			assertThat((thrown instanceof UndeclaredThrowableException) ? thrown.getCause() : thrown).isSameAs(failure);
			assertThat(session.getTransaction().isActive()).isFalse();
			assertRolledBackAndUsable();
		});
	}

	@ParameterizedTest
	@EnumSource
	void transactionExceptionOfABeforeCommitListenerLeavesNothingOpen(Way way) {
		RuntimeException failure = new IllegalTransactionStateException("listener");
		this.failingPhase.failure = failure;
		View.around(this.entityManagerFactory, (session) -> {
			assertThat(catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
				this.entityManager.persist(new Book("lost"));
				way.write(this.entityManager);
			}))).isSameAs(failure);
			this.failingPhase.failure = null;
			assertThat(session.getTransaction().isActive()).isFalse();
			assertRolledBackAndUsable();
		});
	}

	@Test
	void repositoryTranslatesAsItDoesAnyIllegalState() {
		IllegalStateException failure = new IllegalStateException("listener");
		this.script.onCreated(Book.class, (book) -> fail(failure));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.save(new Book("lost")))
			.havingCause()
			.isSameAs(failure);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.books.saveAndFlush(new Book("lost")))
			.havingCause()
			.isSameAs(failure);
		assertRolledBackAndUsable();
	}

	@Test
	void repositoryLeavesABusinessExceptionAlone() {
		BusinessException failure = new BusinessException();
		this.script.onCreated(Book.class, (book) -> fail(failure));
		assertThat(catchThrowable(() -> this.books.save(new Book("lost")))).isSameAs(failure);
		assertThat(catchThrowable(() -> this.books.saveAndFlush(new Book("lost")))).isSameAs(failure);
		assertRolledBackAndUsable();
	}

	@ParameterizedTest
	@EnumSource(names = { "FLUSH", "QUERY" })
	void exceptionThatTheCallerCatchesRollsBackAllTheSame(Way way) {
		RuntimeException failure = new BusinessException();
		this.script.onCreated(Book.class, (book) -> fail(failure));
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				this.entityManager.persist(new Book("lost"));
				assertThat(catchThrowable(() -> way.write(this.entityManager))).isSameAs(failure);
				this.script.reset();
				this.entityManager.persist(new Book("lost too"));
			}));
		assertThat(this.script.lines()).isEmpty();
		assertRolledBackAndUsable();
	}

	@Test
	void listenersAfterTheOneThatFailedAreNotTold() {
		this.script.onCreated(Note.class, (note) -> fail(new BusinessException()));
		catchThrowable(() -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Note("first"));
			this.entityManager.persist(new Note("second"));
			this.entityManager.persist(new Book("third"));
		}));
		assertThat(this.script.lines()).containsExactly("+Note");
	}

	@ParameterizedTest
	@EnumSource
	void innerTransactionThatFailsInAListenerMayBeCaughtByIt(Way way) {
		this.script.onCreated(Note.class, (note) -> fail(new BusinessException()));
		this.script.onCreated(Book.class,
				(book) -> assertThat(catchThrowable(() -> requiresNew()
					.executeWithoutResult((status) -> this.entityManager.persist(new Note("lost")))))
					.isInstanceOf(BusinessException.class));
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Book("kept"));
			way.write(this.entityManager);
		});
		assertThat(count(Book.class)).isOne();
		assertThat(count(Note.class)).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "COMMIT", "FLUSH" })
	void exceptionInAnApplicationsOwnEntityManagerReachesTheCaller(Way way) {
		RuntimeException failure = new BusinessException();
		this.script.onCreated(Book.class, (book) -> fail(failure));
		try (EntityManager own = this.entityManagerFactory.createEntityManager()) {
			own.getTransaction().begin();
			own.persist(new Book("lost"));
			Throwable thrown = catchThrowable(() -> {
				way.write(own);
				own.getTransaction().commit();
			});
			assertThat((thrown instanceof RollbackException) ? thrown.getCause() : thrown).isSameAs(failure);
			if (own.getTransaction().isActive()) {
				own.getTransaction().rollback();
			}
		}
		assertRolledBackAndUsable();
	}

	static Stream<Arguments> failuresOnAllWays() {
		List<Supplier<Throwable>> failures = List.of(BusinessException::new,
				() -> new IllegalStateException("listener"), () -> new IllegalArgumentException("listener"),
				() -> new AssertionError("listener"), () -> new StackOverflowError("listener"),
				() -> new IllegalTransactionStateException("listener"),
				() -> new UnexpectedRollbackException("listener"), () -> new TransactionSystemException("listener"),
				() -> new DataIntegrityViolationException("listener"), () -> new PersistenceException("listener"),
				() -> new OptimisticLockException("listener"), () -> new EntityNotFoundException("listener"),
				() -> new RollbackException("listener"), () -> new HibernateException("listener"));
		return failures.stream()
			.flatMap((failure) -> Arrays.stream(Way.values()).map((way) -> Arguments.of(failure.get(), way)));
	}

	private void assertRolledBackAndUsable() {
		this.failing.failure = null;
		this.script.reset();
		assertThat(count(Book.class)).isZero();
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(new Book("next")));
		assertThat(this.script.lines()).containsExactly("+Book");
		assertThat(count(Book.class)).isOne();
	}

	private long count(Class<?> type) {
		return this.transaction.execute((status) -> this.entityManager
			.createQuery("select count(e) from " + type.getSimpleName() + " e", Long.class)
			.getSingleResult());
	}

	private Book findBook() {
		return this.entityManager.createQuery("from Book", Book.class).getSingleResult();
	}

	private TransactionTemplate requiresNew() {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> void sneak(Throwable failure) throws E {
		throw (E) failure;
	}

	private static void fail(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		throw (RuntimeException) failure;
	}

	/**
	 * What causes the row to be written.
	 */
	enum Way {

		COMMIT {
			@Override
			void write(EntityManager entityManager) {
			}
		},

		FLUSH {
			@Override
			void write(EntityManager entityManager) {
				entityManager.flush();
			}
		},

		QUERY {
			@Override
			void write(EntityManager entityManager) {
				entityManager.createQuery("select count(b) from Book b, Note n", Long.class).getSingleResult();
			}
		},

		SYNCHRONIZATION {
			@Override
			void write(EntityManager entityManager) {
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						entityManager.flush();
					}

				});
			}
		};

		abstract void write(EntityManager entityManager);

	}

	@SuppressWarnings("serial")
	private static final class BusinessException extends RuntimeException {

	}

	/**
	 * A listener object: Spring wraps the errors and checked exceptions of listener
	 * methods, and leaves those of objects alone.
	 */
	static class FailingListener implements ApplicationListener<PostSaveEvent.Created<Book>> {

		private volatile @Nullable Throwable failure;

		@Override
		public void onApplicationEvent(PostSaveEvent.Created<Book> event) {
			if (this.failure != null) {
				ListenerFailureIntegrationTests.<RuntimeException>sneak(this.failure);
			}
		}

	}

	static class FailingMethod {

		private volatile @Nullable Throwable failure;

		@EventListener
		void on(PostSaveEvent.Created<Book> event) throws Throwable {
			if (this.failure != null) {
				throw this.failure;
			}
		}

	}

	/**
	 * A listener of another phase.
	 */
	static class FailingPhase {

		private volatile @Nullable RuntimeException failure;

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void on(PostSaveEvent.Created<Book> event) {
			if (this.failure != null) {
				throw this.failure;
			}
		}

	}

}
