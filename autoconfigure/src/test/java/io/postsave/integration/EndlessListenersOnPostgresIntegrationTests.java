package io.postsave.integration;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of endless listeners on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class EndlessListenersOnPostgresIntegrationTests extends AbstractEndlessListenersIntegrationTests {

}
