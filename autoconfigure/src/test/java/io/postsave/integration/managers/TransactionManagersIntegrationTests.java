package io.postsave.integration.managers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that it does not matter who commits, and that each manager's failures stay what
 * they are.
 */
class TransactionManagersIntegrationTests {

	private static final String AFTER_COMMIT = "post-save.delivery=after-commit";

	@ParameterizedTest
	@EnumSource
	void rowsFirstWrittenByTheCommitAreToldInAllPhases(ManagedBy manager) {
		run(manager, (store) -> {
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book");
			assertThat(store.phases()).containsExactly("before one", "after one");
			assertThat(store.titles()).containsExactly("one");
		});
	}

	@ParameterizedTest
	@EnumSource
	void listenerInTheTransactionSavesAnother(ManagedBy manager) {
		run(manager, (store) -> {
			store.script().onCreated(Book.class, (book) -> store.entityManager().persist(new Note(book.getTitle())));
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			assertThat(count(store, "Note")).isOne();
		});
	}

	@ParameterizedTest
	@EnumSource
	void exceptionOfAListenerRollsBackAndReachesTheCaller(ManagedBy manager) {
		run(manager, (store) -> {
			IllegalStateException refusal = new IllegalStateException("refused");
			store.script().onCreated(Book.class, (book) -> {
				throw refusal;
			});
			assertThat(store.failureOf((entityManager) -> entityManager.persist(new Book("one")))).isSameAs(refusal);
			assertThat(store.titles()).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource
	void failuresOfTheDatabaseAreWhatTheyAreWithoutListeners(ManagedBy manager) {
		List<String> expected = failures(manager, "post-save.enabled=false");
		assertThat(failures(manager, "post-save.enabled=true")).isEqualTo(expected);
		assertThat(failures(manager, AFTER_COMMIT)).isEqualTo(expected);
	}

	private static List<String> failures(ManagedBy manager, String property) {
		List<String> failures = new ArrayList<>();
		run(manager, (store) -> {
			failures.add(describe(store.duplicateKey()));
			failures.add(describe(store.lostUpdate()));
		}, property);
		assertThat(failures).hasSize(2);
		return failures;
	}

	private static String describe(@Nullable Throwable failure) {
		StringBuilder types = new StringBuilder();
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			types.append(ex.getClass().getSimpleName()).append(' ');
		}
		return types.toString();
	}

	@ParameterizedTest
	@EnumSource
	void toldAfterTheCommit(ManagedBy manager) {
		run(manager, (store) -> {
			store.inTransaction((entityManager) -> {
				entityManager.persist(new Book("one"));
				entityManager.flush();
				assertThat(store.script().lines()).isEmpty();
			});
			assertThat(store.script().lines()).containsExactly("+Book");
			assertThat(store.phases()).containsExactly("before one", "after one");
		}, AFTER_COMMIT);
	}

	@ParameterizedTest
	@EnumSource
	void rollbackIsNotToldAfterTheCommit(ManagedBy manager) {
		run(manager, (store) -> {
			assertThat(store.failureOf((entityManager) -> {
				entityManager.persist(new Note("one"));
				entityManager.persist(new Book("one"));
				entityManager.flush();
				throw new IllegalStateException("rolled back");
			})).isInstanceOf(IllegalStateException.class);
			assertThat(store.duplicateKey()).isNotNull();
			assertThat(store.script().lines()).containsExactly("+Account");
			store.save("two");
			assertThat(store.script().lines()).containsExactly("+Account", "+Book");
		}, AFTER_COMMIT);
	}

	@ParameterizedTest
	@EnumSource
	void saveOfAListenerAfterTheCommitIsWrittenWithoutASecondConnection(ManagedBy manager) {
		run(manager, (store) -> {
			store.script().onCreated(Book.class, (book) -> store.inTransaction((entityManager) -> {
				assertThat(count(store, "Book")).isPositive();
				entityManager.persist(new Note(book.getTitle()));
			}));
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			assertThat(count(store, "Note")).isOne();
			store.save("two");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note", "+Book", "+Note");
		}, AFTER_COMMIT, "spring.datasource.hikari.maximum-pool-size=1",
				"spring.datasource.hikari.connection-timeout=2000");
	}

	private static long count(Bookstore store, String type) {
		return store.entityManager().createQuery("select count(e) from " + type + " e", Long.class).getSingleResult();
	}

	private static void run(ManagedBy manager, Consumer<Bookstore> test, String... properties) {
		new ApplicationContextRunner().withUserConfiguration(Bookstore.Application.class, manager.configuration())
			.withPropertyValues("spring.datasource.generate-unique-name=true")
			.withPropertyValues(properties)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				test.accept(new Bookstore(context));
			});
	}

}
