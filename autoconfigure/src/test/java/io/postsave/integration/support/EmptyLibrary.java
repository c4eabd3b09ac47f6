package io.postsave.integration.support;

import java.util.List;

import javax.sql.DataSource;

import io.postsave.bookshop.Script;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Empties the database and the script before each test class, whatever the classes before
 * it have left in the context that they share.
 */
class EmptyLibrary implements TestExecutionListener {

	@Override
	public void beforeTestClass(TestContext testContext) {
		ApplicationContext context = testContext.getApplicationContext();
		context.getBean(Script.class).reset();
		JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
		List<String> tables = jdbc.queryForList("select table_name from information_schema.tables"
				+ " where upper(table_schema) = 'PUBLIC' and table_type = 'BASE TABLE'", String.class);
		if (context.getEnvironment().getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql")) {
			jdbc.execute("truncate table " + String.join(", ", tables) + " cascade");
			return;
		}
		jdbc.execute("set referential_integrity false");
		tables.forEach((table) -> jdbc.execute("truncate table " + table));
		jdbc.execute("set referential_integrity true");
	}

}
