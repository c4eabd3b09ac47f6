package io.postsave.integration.commit;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of what is told once after the commit on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class MergedSavesOnPostgresIntegrationTests extends AbstractMergedSavesIntegrationTests {

}
