package io.postsave.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The databases that are saved to.
 */
public enum Database {

	/** H2 in memory: a save costs next to nothing, so that all else shows. */
	H2 {

		@Override
		Server start() {
			return new Server("jdbc:h2:mem:" + UUID.randomUUID(), () -> {
			});
		}

		@Override
		void truncate(JdbcTemplate jdbc) {
			jdbc.execute("set referential_integrity false");
			tables(jdbc, "PUBLIC").forEach((table) -> jdbc.execute("truncate table \"" + table + "\""));
			jdbc.execute("set referential_integrity true");
		}

	},

	/** PostgreSQL, whose commits wait for the disk as in production. */
	POSTGRESQL {

		@Override
		Server start() throws IOException {
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("fsync", "on")
				.start();
			return new Server(server.getJdbcUrl("postgres", "postgres"), server);
		}

		@Override
		void truncate(JdbcTemplate jdbc) {
			String tables = String.join(", ", tables(jdbc, "public"));
			jdbc.execute("truncate table " + tables + " cascade");
		}

	};

	/**
	 * Starts a database of one's own.
	 */
	abstract Server start() throws IOException;

	/**
	 * Empties all tables.
	 */
	abstract void truncate(JdbcTemplate jdbc);

	static List<String> tables(JdbcTemplate jdbc, String schema) {
		return jdbc.queryForList("select table_name from information_schema.tables where table_schema = ?",
				String.class, schema);
	}

	/**
	 * A running database.
	 *
	 * @param url where it is, and who connects to it unless it is the default user
	 * @param stop stops it
	 */
	record Server(String url, Closeable stop) {

	}

}
