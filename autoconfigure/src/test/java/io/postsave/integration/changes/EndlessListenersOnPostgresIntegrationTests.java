package io.postsave.integration.changes;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of endless listeners on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class EndlessListenersOnPostgresIntegrationTests extends AbstractEndlessListenersIntegrationTests {

}
