package io.postsave.sample.welcome;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The letters that are owed to readers and have not been sent yet, as Spring Modulith
 * keeps them.
 */
@Component
class OwedLetters {

	private static final String COUNT = """
			select count(*) from event_publication where completion_date is null and listener_id like :listener""";

	private final JdbcClient database;

	OwedLetters(JdbcClient database) {
		this.database = database;
	}

	long count() {
		return this.database.sql(COUNT)
			.param("listener", WelcomeListener.class.getName() + ".%")
			.query(Long.class)
			.single();
	}

}
