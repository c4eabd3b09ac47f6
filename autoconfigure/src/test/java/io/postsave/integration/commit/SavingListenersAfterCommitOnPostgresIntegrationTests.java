package io.postsave.integration.commit;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of listeners that read and save after the commit on PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class SavingListenersAfterCommitOnPostgresIntegrationTests extends AbstractSavingListenersAfterCommitIntegrationTests {

}
