package io.postsave.integration.changes;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of listeners that write on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class WritingListenersOnPostgresIntegrationTests extends AbstractWritingListenersIntegrationTests {

}
