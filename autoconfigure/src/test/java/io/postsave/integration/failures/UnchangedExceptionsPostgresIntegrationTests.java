package io.postsave.integration.failures;

import java.io.IOException;
import java.util.function.Consumer;

import io.postsave.integration.support.Desk;
import io.postsave.integration.support.Desk.Outcome;
import io.postsave.library.catalog.Member;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that failures which only PostgreSQL knows have the same outcome with and without
 * post-save: those of the commit itself, and serialization failures.
 */
class UnchangedExceptionsPostgresIntegrationTests {

	private static EmbeddedPostgres postgres;

	private static Desk with;

	private static Desk without;

	@BeforeAll
	static void open() throws IOException {
		postgres = EmbeddedPostgres.start();
		with = open("true");
		without = open("false");
	}

	private static Desk open(String enabled) {
		Desk desk = Desk.open(
				"spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres") + "&currentSchema="
						+ schema(enabled),
				"spring.datasource.hikari.connection-init-sql=create schema if not exists " + schema(enabled),
				"spring.jpa.hibernate.ddl-auto=create", "post-save.enabled=" + enabled);
		desk.elsewhere("alter table member add constraint name_taken unique (name) deferrable initially deferred");
		return desk;
	}

	private static String schema(String enabled) {
		return "enabled_" + enabled;
	}

	@AfterAll
	static void close() throws IOException {
		with.close();
		without.close();
		postgres.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "commit", "flush", "query", "flush that is caught", "repository's commit",
			"repository's flush", "synchronization that writes", "inner transaction", "participating transaction",
			"open in view, commit", "open in view, flush", "rollback only", "flush mode COMMIT" })
	void deferredConstraintFailsTheSame(String place) {
		assertSameFailure(place, (desk) -> desk.entityManager().persist(new Member("new", "Ann")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "commit", "flush", "query", "flush that is caught", "repository's commit",
			"repository's flush", "synchronization that flushes", "open in view, commit", "open in view, flush" })
	void serializationFailureIsTheSame(String place) {
		assertSameFailure(place, (desk) -> {
			desk.entityManager().createNativeQuery("set transaction isolation level repeatable read").executeUpdate();
			Member member = desk.member("pupil");
			desk.elsewhere("update member set name = 'Zoe' where card = 'pupil'");
			member.setName("Dan");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "commit", "flush", "query", "flush that is caught", "query that is caught, then a save",
			"repository's commit", "open in view, commit" })
	void duplicateKeyFailsTheSame(String place) {
		assertSameFailure(place, (desk) -> desk.entityManager().persist(new Member("mentor", "Cid")));
	}

	private static void assertSameFailure(String place, Consumer<Desk> write) {
		Outcome expected = outcome(without, place, write);
		assertThat(outcome(with, place, write)).isEqualTo(expected);
		if (!place.equals("rollback only")) {
			assertThat(expected.failures()).isNotEmpty();
		}
	}

	private static Outcome outcome(Desk desk, String place, Consumer<Desk> write) {
		desk.reset();
		UnchangedExceptionsIntegrationTests.places().get(place).attempt(desk, () -> write.accept(desk));
		return desk.outcome();
	}

}
