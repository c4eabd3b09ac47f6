package io.postsave.integration.flush;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.postsave.bookshop.Note;
import io.postsave.bookshop.Script;
import io.postsave.delivery.BoundSaves;
import io.postsave.delivery.SaveRecorder;
import io.postsave.integration.support.Desk;
import io.postsave.library.callbacks.Calls;
import io.postsave.library.callbacks.Memo;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of applications whose callbacks query or flush, while a flush calls them: that is
 * a part of the flush, in both deliveries.
 */
class QueriesWithinFlushesIntegrationTests {

	private static final List<Desk> desks = List.of(Desk.open(Application.class),
			Desk.open(Application.class, "post-save.delivery=after-commit"));

	@BeforeAll
	static void reset() {
		Calls.reset();
	}

	@AfterAll
	static void close() {
		desks.forEach(Desk::close);
	}

	@BeforeEach
	void clear() {
		for (Desk desk : desks) {
			desk.elsewhere("delete from memo");
			desk.elsewhere("delete from note");
			desk.bean(Script.class).reset();
		}
	}

	@AfterEach
	void nothingIsLeft() {
		Calls.reset();
		desks.forEach((desk) -> assertThat(BoundSaves.of(desk.bean(SaveRecorder.class))).isNull());
	}

	static Stream<Desk> desks() {
		return desks.stream();
	}

	static Stream<Arguments> queries() {
		return desks.stream().flatMap((desk) -> Stream.of(Query.values()).map((query) -> Arguments.of(desk, query)));
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("queries")
	void everyUpdateIsToldWhenACallbackQueries(Desk desk, Query query) {
		memos(desk, "one", "two", "three");
		onCall("entity PostUpdate", () -> query.perform(desk.entityManager()));
		inTransaction(desk, (entityManager) -> {
			query.prepare(entityManager);
			for (Memo memo : entityManager.createQuery("from Memo", Memo.class).getResultList()) {
				memo.setText(memo.getText() + " changed");
			}
		});
		assertThat(texts(desk, "~")).containsExactlyInAnyOrder("one changed", "two changed", "three changed");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("queries")
	void everyUpdateIsToldWhenACallbackQueriesBeforeIt(Desk desk, Query query) {
		memos(desk, "one", "two", "three");
		onCall("entity PreUpdate", () -> query.perform(desk.entityManager()));
		inTransaction(desk, (entityManager) -> {
			query.prepare(entityManager);
			for (Memo memo : entityManager.createQuery("from Memo", Memo.class).getResultList()) {
				memo.setText(memo.getText() + " changed");
			}
		});
		assertThat(texts(desk, "~")).containsExactlyInAnyOrder("one changed", "two changed", "three changed");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("desks")
	void queryThatFlushesWithinAFlushEndsNone(Desk desk) {
		memos(desk, "one");
		AtomicBoolean first = new AtomicBoolean(true);
		onCall("entity PreUpdate", () -> {
			if (!first.getAndSet(false)) {
				return;
			}
			desk.entityManager().createQuery("from Memo", Memo.class).getResultList();
			assertThat(desk.bean(Script.class).lines()).isEmpty();
		});
		inTransaction(desk, (entityManager) -> {
			entityManager.createQuery("from Memo where text = 'one'", Memo.class).getSingleResult().setText("changed");
			entityManager.persist(new Memo("two"));
		});
		assertThat(texts(desk, "+")).containsExactly("two");
		assertThat(texts(desk, "~")).containsExactly("changed");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("desks")
	void everyCreationIsToldWhenACallbackQueries(Desk desk) {
		onCall("entity PostPersist", () -> Query.COMMIT_MODE.perform(desk.entityManager()));
		inTransaction(desk, (entityManager) -> {
			entityManager.setFlushMode(FlushModeType.COMMIT);
			Stream.of("one", "two", "three").map(Memo::new).forEach(entityManager::persist);
		});
		assertThat(texts(desk, "+")).containsExactly("one", "two", "three");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("desks")
	void nothingOfAFlushIsToldThatFailsAfterAQuery(Desk desk) {
		memos(desk, "one", "two");
		onCall("entity PostUpdate", () -> Query.COMMIT_MODE.perform(desk.entityManager()));
		assertThatExceptionOfType(UnexpectedRollbackException.class)
			.isThrownBy(() -> inTransaction(desk, (entityManager) -> {
				entityManager.setFlushMode(FlushModeType.COMMIT);
				for (Memo memo : entityManager.createQuery("from Memo order by id", Memo.class).getResultList()) {
					memo.setText(memo.getText().equals("two") ? "x".repeat(300) : "changed");
				}
				assertThatExceptionOfType(PersistenceException.class).isThrownBy(entityManager::flush);
				entityManager.clear();
				entityManager.persist(new Note("rolled back"));
				entityManager.persist(new Memo("rolled back"));
				Query.COMMIT_MODE.perform(entityManager);
			}));
		assertThat(desk.bean(Script.class).lines()).isEmpty();
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("desks")
	void failureOfTheQueryThatIsCaughtDropsNothing(Desk desk) {
		memos(desk, "one", "two", "three");
		onCall("entity PostUpdate", () -> failQuery(desk));
		Throwable failure = catchThrowable(() -> inTransaction(desk, (entityManager) -> {
			changeMemos(entityManager);
			if (isToldInTransaction(desk)) {
				entityManager.flush();
			}
		}));
		assertThat(failure != null).isEqualTo(isToldInTransaction(desk));
		assertThat(texts(desk, "~")).containsExactlyInAnyOrder("one changed", "two changed", "three changed");
	}

	/**
	 * The commit's own flush would not look at the mark.
	 */
	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("desks")
	void failureOfTheQueryAtTheCommitIsNoSilentRollback(Desk desk) {
		memos(desk, "one");
		onCall("entity PostUpdate", () -> failQuery(desk));
		Throwable failure = catchThrowable(
				() -> inTransaction(desk, QueriesWithinFlushesIntegrationTests::changeMemos));
		if (isToldInTransaction(desk)) {
			assertThat(failure).isInstanceOf(UnexpectedRollbackException.class);
		}
		else {
			assertThat(failure).isNull();
		}
	}

	private static void failQuery(Desk desk) {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> desk.entityManager().createNativeQuery("select nonsense from memo").getResultList());
	}

	private static void changeMemos(EntityManager entityManager) {
		entityManager.setFlushMode(FlushModeType.COMMIT);
		for (Memo memo : entityManager.createQuery("from Memo", Memo.class).getResultList()) {
			memo.setText(memo.getText() + " changed");
		}
	}

	private static boolean isToldInTransaction(Desk desk) {
		return !"after-commit".equals(desk.context().getEnvironment().getProperty("post-save.delivery"));
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("desks")
	void queryOfACallbackWithinACascadeIsToldWhenThatIsOver(Desk desk) {
		onCall("entity PrePersist", () -> {
			desk.entityManager().persist(new Note("by the callback"));
			desk.entityManager().createQuery("from Memo", Memo.class).getResultList();
		});
		inTransaction(desk, (entityManager) -> entityManager.persist(new Memo("one")));
		assertThat(desk.bean(Script.class).lines()).containsExactlyInAnyOrder("+Note", "+Memo");
	}

	private static void onCall(String name, Runnable action) {
		Calls.onCall((call) -> {
			if (call.equals(name)) {
				action.run();
			}
		});
	}

	private static void memos(Desk desk, String... texts) {
		inTransaction(desk, (entityManager) -> Stream.of(texts).map(Memo::new).forEach(entityManager::persist));
		desk.bean(Script.class).reset();
	}

	private static void inTransaction(Desk desk, Consumer<EntityManager> work) {
		desk.transaction(TransactionDefinition.PROPAGATION_REQUIRED)
			.executeWithoutResult((status) -> work.accept(desk.entityManager()));
	}

	private static List<String> texts(Desk desk, String kind) {
		return desk.bean(Script.class)
			.heard()
			.stream()
			.filter((event) -> event.isCreated() == kind.equals("+"))
			.map((event) -> ((Memo) event.getEntity()).getText())
			.distinct()
			.toList();
	}

	/**
	 * How a callback asks for other rows.
	 */
	enum Query {

		COMMIT_MODE {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.setFlushMode(FlushModeType.COMMIT);
			}

		},

		QUERY_IN_COMMIT_MODE {

			@Override
			void perform(EntityManager entityManager) {
				entityManager.createQuery("select count(n) from Note n", Long.class)
					.setFlushMode(FlushModeType.COMMIT)
					.getSingleResult();
			}

		},

		NATIVE_IN_COMMIT_MODE {

			@Override
			void prepare(EntityManager entityManager) {
				entityManager.setFlushMode(FlushModeType.COMMIT);
			}

			@Override
			void perform(EntityManager entityManager) {
				entityManager.createNativeQuery("select count(*) from memo").getSingleResult();
			}

		},

		IS_DIRTY {

			@Override
			void perform(EntityManager entityManager) {
				assertThat(entityManager.unwrap(Session.class).isDirty()).isIn(true, false);
			}

		};

		void prepare(EntityManager entityManager) {
		}

		void perform(EntityManager entityManager) {
			entityManager.createQuery("select count(n) from Note n", Long.class).getSingleResult();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = { Memo.class, Note.class })
	static class Application {

		@Bean
		Script script() {
			return new Script();
		}

	}

}
