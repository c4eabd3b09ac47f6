package io.postsave.integration.life;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of what is told once of rows that are deleted, on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class DeletionsMergedOnPostgresIntegrationTests extends AbstractDeletionsMergedIntegrationTests {

}
