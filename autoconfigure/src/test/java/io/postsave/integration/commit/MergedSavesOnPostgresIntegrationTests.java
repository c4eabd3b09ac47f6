package io.postsave.integration.commit;

import io.postsave.integration.support.PostgresDatabase;

import org.junit.jupiter.api.Tag;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of what is told once after the commit on PostgreSQL.
 */
@Tag("smoke")
@ContextConfiguration(initializers = PostgresDatabase.class)
class MergedSavesOnPostgresIntegrationTests extends AbstractMergedSavesIntegrationTests {

}
