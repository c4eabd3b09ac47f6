package io.postsave.integration.managers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.postsave.bookshop.Book;
import io.postsave.bookshop.Note;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that it does not matter who commits, and that each manager's failures stay what
 * they are.
 */
@Tag("smoke")
@ParameterizedClass
@EnumSource(ManagedBy.class)
class TransactionManagersIntegrationTests {

	private static final String AFTER_COMMIT = "post-save.delivery=after-commit";

	private static final Map<List<String>, ConfigurableApplicationContext> contexts = new HashMap<>();

	private final ManagedBy manager;

	TransactionManagersIntegrationTests(ManagedBy manager) {
		this.manager = manager;
	}

	@AfterParameterizedClassInvocation
	static void close() {
		contexts.values().forEach(ConfigurableApplicationContext::close);
		contexts.clear();
	}

	@Test
	void rowsFirstWrittenByTheCommitAreToldInAllPhases() {
		run((store) -> {
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book");
			assertThat(store.phases()).containsExactly("before one", "after one");
			assertThat(store.titles()).containsExactly("one");
		});
	}

	@Test
	void listenerInTheTransactionSavesAnother() {
		run((store) -> {
			store.script().onCreated(Book.class, (book) -> store.entityManager().persist(new Note(book.getTitle())));
			store.save("one");
			assertThat(store.script().lines()).containsExactly("+Book", "+Note");
			assertThat(count(store, "Note")).isOne();
		});
	}

	@Test
	void exceptionOfAListenerRollsBackAndReachesTheCaller() {
		run((store) -> {
			IllegalStateException refusal = new IllegalStateException("refused");
			store.script().onCreated(Book.class, (book) -> {
				throw refusal;
			});
			assertThat(store.failureOf((entityManager) -> entityManager.persist(new Book("one")))).isSameAs(refusal);
			assertThat(store.titles()).isEmpty();
		});
	}

	@Test
	void failuresOfTheDatabaseAreWhatTheyAreWithoutListeners() {
		List<String> expected = failures("post-save.enabled=false");
		assertThat(failures("post-save.enabled=true")).isEqualTo(expected);
		assertThat(failures(AFTER_COMMIT)).isEqualTo(expected);
	}

	private List<String> failures(String property) {
		List<String> failures = new ArrayList<>();
		run((store) -> {
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

	@Test
	void toldAfterTheCommit() {
		run((store) -> {
			store.inTransaction((entityManager) -> {
				entityManager.persist(new Book("one"));
				entityManager.flush();
				assertThat(store.script().lines()).isEmpty();
			});
			assertThat(store.script().lines()).containsExactly("+Book");
			assertThat(store.phases()).containsExactly("before one", "after one");
		}, AFTER_COMMIT);
	}

	@Test
	void rollbackIsNotToldAfterTheCommit() {
		run((store) -> {
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

	@Test
	void saveOfAListenerAfterTheCommitIsWrittenWithoutASecondConnection() {
		run((store) -> {
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

	private void run(Consumer<Bookstore> test, String... properties) {
		Bookstore store = new Bookstore(contexts.computeIfAbsent(List.of(properties), this::start));
		store.empty();
		test.accept(store);
	}

	private ConfigurableApplicationContext start(List<String> properties) {
		return new SpringApplicationBuilder(Bookstore.Application.class, this.manager.configuration())
			.web(WebApplicationType.NONE)
			.properties("spring.datasource.generate-unique-name=true")
			.properties(properties.toArray(String[]::new))
			.run();
	}

}
