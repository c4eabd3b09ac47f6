package io.postsave.integration.capture;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of concurrent saves on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class ConcurrentSavesOnPostgresIntegrationTests extends AbstractConcurrentSavesIntegrationTests {

}
