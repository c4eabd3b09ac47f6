package io.postsave.integration.commit;

import io.postsave.integration.support.PostgresDatabase;

import org.springframework.test.context.ContextConfiguration;

/**
 * Tests of an application's own entity manager with delivery after the commit on
 * PostgreSQL.
 */
@ContextConfiguration(initializers = PostgresDatabase.class)
class OwnEntityManagerAfterCommitOnPostgresIntegrationTests
		extends AbstractOwnEntityManagerAfterCommitIntegrationTests {

}
