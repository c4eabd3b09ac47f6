package io.postsave.sample;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * A PostgreSQL that comes as a library and is gone when the application ends.
 */
@Configuration(proxyBeanMethods = false)
@Profile("postgres")
class PostgresDatabase {

	@Bean(destroyMethod = "close")
	EmbeddedPostgres postgres() throws IOException {
		return EmbeddedPostgres.start();
	}

	@Bean
	JdbcConnectionDetails connectionDetails(EmbeddedPostgres postgres) {
		return new ConnectionDetails(postgres.getJdbcUrl("postgres", "postgres"));
	}

	/**
	 * Where the database is to be found.
	 *
	 * @param getJdbcUrl its URL
	 */
	private record ConnectionDetails(String getJdbcUrl) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "postgres";
		}

		@Override
		public String getPassword() {
			return "postgres";
		}

	}

}
