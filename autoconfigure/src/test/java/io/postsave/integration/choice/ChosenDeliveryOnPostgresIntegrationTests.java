package io.postsave.integration.choice;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * Tests of listener methods that choose, where the default is in the transaction, on
 * PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
@TestPropertySource(properties = "post-save.delivery=in-transaction")
class ChosenDeliveryOnPostgresIntegrationTests extends AbstractChosenDeliveryIntegrationTests {

	@Override
	boolean isAfterCommitByDefault() {
		return false;
	}

}
